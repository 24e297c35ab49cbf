import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { combineReads, type Read, useReads } from '../../../../api/client/read'
import { repositoryPath, servicePath } from '../../../../api/session/paths'
import type { ResponseOf } from '../../../../contract/action'
import { ListTriggerLog } from '../../../../contract/actions/registry/undocumentedActions'
import { parseApiTime } from '../../../../i18n/format'
import { LocationLink } from '../../../../ui/page/LocationLink'
import type { Column } from '../../../../ui/table/column'
import { List } from '../../../../ui/table/List'
import { matchesSearch } from '../../../../ui/table/search'
import { useListState } from '../../../../ui/table/useListState'
import { Age } from '../../../../ui/value/Age'
import { Mono } from '../../../../ui/value/Mono'
import { StatusChip } from '../../../../ui/value/StatusChip'
import { RegionLink } from '../../RegionLink'
import css from '../../registry.module.css'
import { regionShort } from '../../registryState'

type Entry = ResponseOf<typeof ListTriggerLog>['logInfo'][number]

/** Maximum entries per repository, newest first. */
const maxEntries = 200

/** Links to the updated service, whose timeline shows the update in context. */
function UpdatedService({ entry }: { entry: Entry }) {
  const { clusterId, namespace, serviceName, containerName, clusterRegion } = entry.invokePara
  const service = servicePath({ clusterId, namespace, serviceName })
  const path = entry.invokeResult.returnCode === 0 ? `${service}/history?view=timeline` : service
  const region = regionShort(clusterRegion) ?? ''
  return (
    <span>
      <RegionLink region={region} to={path}>
        {namespace}/{serviceName}
      </RegionLink>{' '}
      <span className={css.dim}>{containerName}</span>
    </span>
  )
}

function useColumns(hasRepositories: boolean): Column<Entry>[] {
  const { t } = useTranslation('triggers')
  return useMemo(() => {
    const columns: Column<Entry>[] = [
      {
        id: 'trigger',
        label: t('log.trigger'),
        card: 'name',
        sort: (row) => row.triggerName,
        cell: (row) => row.triggerName,
      },
      {
        id: 'result',
        label: t('log.result'),
        card: 'status',
        sort: (row) => row.invokeResult.returnCode,
        cell: (row) => (
          <StatusChip
            health={row.invokeResult.returnCode === 0 ? 'well' : 'failing'}
            word={t(row.invokeResult.returnCode === 0 ? 'log.done' : 'log.failed')}
            reason={row.invokeResult.returnMsg}
          />
        ),
      },
      {
        id: 'repository',
        label: t('column.repository'),
        card: 'fact',
        sort: (row) => row.repoName,
        cell: (row) => (
          <LocationLink to={repositoryPath(row.repoName)}>{row.repoName}</LocationLink>
        ),
      },
      {
        id: 'tag',
        label: t('log.tag'),
        card: 'fact',
        sort: (row) => row.tagName,
        cell: (row) => <Mono>{row.tagName}</Mono>,
      },
      {
        id: 'service',
        label: t('log.service'),
        card: 'fact',
        sort: (row) => row.invokePara.serviceName,
        cell: (row) => <UpdatedService entry={row} />,
      },
      {
        id: 'time',
        label: t('log.time'),
        card: 'fact',
        isNumeric: true,
        sort: (row) => parseApiTime(row.invokeTime) ?? 0,
        cell: (row) => <Age time={row.invokeTime} />,
      },
    ]
    return hasRepositories ? columns : columns.filter((column) => column.id !== 'repository')
  }, [t, hasRepositories])
}

interface Props {
  /** Undefined while unknown. */
  reponames: readonly string[] | undefined
  /** The read of the repositories; if it fails, the log shows its error. */
  known?: Read<unknown>
  hasRepositories?: boolean
}

/** Fired triggers with tag and result, newest first. */
export function TriggerLog({ reponames, known, hasRepositories = false }: Props) {
  const { t } = useTranslation('triggers')
  const list = useListState({
    prefix: 'log.',
    filters: ['result'],
    sort: { id: 'time', isDescending: true },
  })
  const reads = useReads(
    ListTriggerLog,
    (reponames ?? []).map((reponame) => ({ reponame, limit: maxEntries })),
  )
  const logs = combineReads(reads)
  // The log cannot be queried before the repositories are known.
  const read = reponames === undefined && known ? known : logs
  const columns = useColumns(hasRepositories)
  const resultFilter = list.filters.result
  const entries = logs.data?.flatMap((item) => item.logInfo)
  const rows = entries?.filter(
    (entry) =>
      (resultFilter?.includes(entry.invokeResult.returnCode === 0 ? 'done' : 'failed') ?? true) &&
      matchesSearch(list.search, [
        entry.triggerName,
        entry.repoName,
        entry.tagName,
        `${entry.invokePara.namespace}/${entry.invokePara.serviceName}`,
        entry.invokePara.containerName,
        entry.invokeResult.returnMsg,
        t(entry.invokeResult.returnCode === 0 ? 'log.done' : 'log.failed'),
      ]),
  )
  const isPending = reponames === undefined || logs.isPending
  return (
    <List
      label={t('log.title')}
      name="triggerLog"
      rows={isPending ? undefined : rows}
      rowKey={(row) =>
        [
          row.repoName,
          row.triggerName,
          row.tagName,
          row.invokeTime,
          row.invokeResult.returnMsg,
        ].join(' ')
      }
      columns={columns}
      list={list}
      read={{ ...read, isPending: isPending && !read.error }}
      empty={{ title: t('log.empty'), text: t('log.emptyText') }}
      failed={t('log.unreadable')}
      filters={[
        {
          name: 'result',
          label: t('log.result'),
          options: [
            { value: 'done', label: t('log.done') },
            { value: 'failed', label: t('log.failed') },
          ],
        },
      ]}
    />
  )
}
