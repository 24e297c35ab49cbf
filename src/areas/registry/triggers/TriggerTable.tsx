import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Read } from '../../../api/client/read'
import { pathTo, repositoryPath, servicePath } from '../../../api/session/paths'
import { parseApiTime } from '../../../i18n/format'
import { RowMenu } from '../../../ui/menu/RowMenu'
import { useForbiddenReasons } from '../../../ui/menu/useForbiddenReason'
import { LocationLink } from '../../../ui/page/LocationLink'
import { useLocationNavigate } from '../../../ui/page/useLocationNavigate'
import type { Column } from '../../../ui/table/column'
import { List } from '../../../ui/table/List'
import { matchesSearch } from '../../../ui/table/search'
import { useListState } from '../../../ui/table/useListState'
import { Age } from '../../../ui/value/Age'
import { StatusChip } from '../../../ui/value/StatusChip'
import { RegionLink } from '../RegionLink'
import css from '../registry.module.css'
import { regionShort, type Trigger } from '../registryState'
import { targetKey } from './log/firing'
import { Condition } from './rules/Condition'
import { type TargetState, useTargets } from './rules/useTargets'
import { useDeleteTrigger } from './useDeleteTrigger'

const TesterDialog = lazy(async () => ({
  default: (await import('./rules/TesterDialog')).TesterDialog,
}))
const DeleteTriggerDialog = lazy(async () => ({
  default: (await import('./DeleteTriggerDialog')).DeleteTriggerDialog,
}))

type TriggerAction = 'test' | 'delete'

const editPath = ({ triggerName }: Trigger) => pathTo('triggers', triggerName, 'edit')

function State({ state }: { state: TargetState | undefined }) {
  const { t } = useTranslation('triggers')
  if (!state) return <span className={css.dim}>…</span>
  if (state.kind === 'unknown') return <StatusChip health="unknown" word={t('unknown')} />
  return state.kind === 'there' ? (
    <StatusChip health="well" word={t('armed')} />
  ) : (
    <StatusChip health="failing" word={t('broken')} reason={t(`missing.${state.what}`)} />
  )
}

function Target({ trigger, state }: { trigger: Trigger; state: TargetState | undefined }) {
  const { t } = useTranslation('shell')
  const { clusterId, namespace, serviceName, containerName, clusterRegion } = trigger.invokePara
  const region = regionShort(clusterRegion) ?? ''
  const name = `${namespace}/${serviceName}`
  return (
    <span>
      {state?.kind === 'missing' && state.what !== 'container' ? (
        name
      ) : (
        <RegionLink region={region} to={servicePath({ clusterId, namespace, serviceName })}>
          {name}
        </RegionLink>
      )}{' '}
      <span className={css.dim}>
        {containerName} · {clusterId} ·{' '}
        {t(`regions.${region}`, { defaultValue: String(clusterRegion) })}
      </span>
    </span>
  )
}

function TriggerMenu({
  trigger,
  isBroken,
  open,
}: {
  trigger: Trigger
  /** Whether the target is missing, so that a deletion could not be undone and needs confirming. */
  isBroken: boolean
  open: (action: TriggerAction) => void
}) {
  const { t } = useTranslation('triggers')
  const { t: common } = useTranslation()
  const navigate = useLocationNavigate()
  const forbiddenReason = useForbiddenReasons()
  const openDeletion = () => open('delete')
  const remove = useDeleteTrigger(openDeletion)
  return (
    <RowMenu
      name={trigger.triggerName}
      actions={[
        { id: 'test', label: t('tester.action'), onClick: () => open('test') },
        {
          id: 'edit',
          label: t('edit.action'),
          reason: forbiddenReason('ModifyUpdateServiceTrigger'),
          onClick: () => navigate(editPath(trigger)),
        },
        {
          id: 'delete',
          label: common('delete'),
          reason: forbiddenReason('DeleteUpdateServiceTrigger'),
          onClick: () => (isBroken ? openDeletion() : remove(trigger)),
        },
      ]}
    />
  )
}

interface Props {
  triggers: readonly Trigger[] | undefined
  read: Read<unknown>
  /** Shows the repository column; not on a repository's own page. */
  hasRepositories?: boolean
  children?: ReactNode
}

/** Triggers with their targets; names the missing part if a target no longer exists. */
export function TriggerTable({ triggers, read, hasRepositories = false, children }: Props) {
  const { t } = useTranslation('triggers')
  const { t: common } = useTranslation()
  const list = useListState({ filters: ['state'], sort: { id: 'name', isDescending: false } })
  const targets = useTargets((triggers ?? []).map((trigger) => trigger.invokePara))
  const [opened, setOpened] = useState<{ action: TriggerAction; trigger: Trigger }>()
  const states = targets.data
  const columns = useMemo((): Column<Trigger>[] => {
    const stateOf = (row: Trigger) => states?.get(targetKey(row.invokePara))
    const allColumns: Column<Trigger>[] = [
      {
        id: 'name',
        label: common('name'),
        card: 'name',
        sort: (row) => row.triggerName,
        cell: (row) => <LocationLink to={editPath(row)}>{row.triggerName}</LocationLink>,
      },
      {
        id: 'state',
        label: common('status'),
        card: 'status',
        sort: (row) => stateOf(row)?.kind ?? '',
        cell: (row) => <State state={stateOf(row)} />,
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
        id: 'condition',
        label: t('column.condition'),
        card: 'fact',
        sort: (row) => `${row.invokeCondition.invokeMethod} ${row.invokeCondition.invokeExpr}`,
        cell: (row) => <Condition condition={row.invokeCondition} />,
      },
      {
        id: 'target',
        label: t('column.target'),
        card: 'fact',
        sort: (row) => `${row.invokePara.namespace}/${row.invokePara.serviceName}`,
        cell: (row) => <Target trigger={row} state={stateOf(row)} />,
      },
      {
        id: 'updated',
        label: t('column.updated'),
        isNumeric: true,
        sort: (row) => parseApiTime(row.updateTime) ?? 0,
        cell: (row) => <Age time={row.updateTime} />,
      },
      {
        id: 'actions',
        label: common('actions'),
        isNumeric: true,
        card: 'menu',
        cell: (row) => (
          <TriggerMenu
            trigger={row}
            isBroken={stateOf(row)?.kind === 'missing'}
            open={(action) => setOpened({ action, trigger: row })}
          />
        ),
      },
    ]
    return hasRepositories ? allColumns : allColumns.filter((column) => column.id !== 'repository')
  }, [t, common, states, hasRepositories])
  const stateFilter = list.filters.state
  // Don't filter before the data has loaded.
  const isOpen = stateFilter !== undefined && !states && !targets.error && triggers?.length !== 0
  const rows = (isOpen ? undefined : triggers)?.filter(
    (trigger) =>
      (stateFilter?.includes(states?.get(targetKey(trigger.invokePara))?.kind ?? '') ?? true) &&
      matchesSearch(list.search, [
        trigger.triggerName,
        trigger.repoName,
        trigger.invokeCondition.invokeExpr,
        `${trigger.invokePara.namespace}/${trigger.invokePara.serviceName}`,
        trigger.invokePara.containerName,
        trigger.invokePara.clusterId,
      ]),
  )
  const close = () => setOpened(undefined)
  return (
    <>
      <List
        label={t('title')}
        name="triggers"
        rows={rows}
        rowKey={(row) => row.triggerName}
        columns={columns}
        list={list}
        read={read}
        empty={{ title: t('empty'), text: t('emptyText') }}
        failed={t('unreadable')}
        filters={[
          {
            name: 'state',
            label: common('status'),
            options: [
              { value: 'there', label: t('armed') },
              { value: 'missing', label: t('broken') },
              { value: 'unknown', label: t('unknown') },
            ],
          },
        ]}
      >
        {children}
      </List>
      <Suspense fallback={null}>
        {opened?.action === 'test' && <TesterDialog trigger={opened.trigger} onClose={close} />}
        {opened?.action === 'delete' && (
          <DeleteTriggerDialog trigger={opened.trigger} onClose={close} />
        )}
      </Suspense>
    </>
  )
}
