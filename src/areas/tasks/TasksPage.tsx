import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useTasks } from '../../api/console/tasks'
import { type ShownTask, taskStates } from '../../contract/console/tasks'
import { PageHeader } from '../../ui/page/PageHeader'
import type { Column } from '../../ui/table/column'
import { List } from '../../ui/table/List'
import { useListState } from '../../ui/table/useListState'
import { TaskDuration } from '../../ui/task/TaskDuration'
import { TaskName } from '../../ui/task/TaskName'
import { TaskState } from '../../ui/task/TaskState'
import { Age } from '../../ui/value/Age'
import { Mono } from '../../ui/value/Mono'

const targetsOf = ({ subject }: ShownTask): string[] => {
  const { clusterId, namespace, serviceName, instanceIds = [], names = [] } = subject
  const service = serviceName && `${namespace}/${serviceName}`
  return [clusterId, service, ...instanceIds, ...names].filter((item) => item !== undefined)
}

function useColumns(): Column<ShownTask>[] {
  const { t } = useTranslation('tasks')
  const { t: common } = useTranslation()
  const { t: shell } = useTranslation('shell')
  return useMemo(
    () => [
      { id: 'what', label: t('what'), card: 'name', cell: (row) => <TaskName task={row} /> },
      {
        id: 'state',
        label: common('status'),
        card: 'status',
        cell: (row) => <TaskState task={row} />,
      },
      { id: 'user', label: t('user'), card: 'fact', cell: (row) => row.user },
      {
        id: 'place',
        label: t('place'),
        cell: (row) => `${row.account} / ${shell(`regions.${row.region}` as 'regions.gz')}`,
      },
      {
        id: 'object',
        label: t('object'),
        isExtra: true,
        cell: (row) => targetsOf(row).map((target) => <Mono key={target}>{target}</Mono>),
      },
      {
        id: 'started',
        label: t('started'),
        card: 'fact',
        isNumeric: true,
        cell: (row) => <Age time={row.at} />,
      },
      {
        id: 'duration',
        label: t('duration'),
        isNumeric: true,
        cell: (row) => <TaskDuration task={row} />,
      },
    ],
    [t, common, shell],
  )
}

/** /tasks: all long-running operations of all users, filtered and paged by the server. */
export function TasksPage() {
  const { t } = useTranslation('tasks')
  const { t: common } = useTranslation()
  const list = useListState({ filters: ['state'] })
  const states = taskStates.filter((taskState) => list.filters.state?.includes(taskState))
  const read = useTasks({ limit: list.size, offset: list.offset, states, search: list.search })
  const columns = useColumns()
  const options = taskStates.map((value) => ({ value, label: t(`state.${value}`) }))
  return (
    <>
      <PageHeader title={t('title')} />
      <List
        label={t('title')}
        name="tasks"
        rows={read.data?.tasks}
        rowKey={(row) => row.id}
        columns={columns}
        list={list}
        read={read}
        total={read.data?.total ?? 0}
        empty={{ title: t('empty'), text: t('emptyText') }}
        failed={t('unreadable')}
        filters={[{ name: 'state', label: common('status'), options }]}
      />
    </>
  )
}
