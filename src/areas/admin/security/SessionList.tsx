import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useConsoleRead, useConsoleWrite } from '../../../api/client/useConsole'
import { notify } from '../../../api/console/notices'
import { endOneSession, type ListedSession, listSessions } from '../../../contract/console/session'
import { useDescribeError } from '../../../ui/feedback/describeError'
import type { Column } from '../../../ui/table/column'
import { List } from '../../../ui/table/List'
import { useListState } from '../../../ui/table/useListState'
import { Age } from '../../../ui/value/Age'
import { Mono } from '../../../ui/value/Mono'
import css from '../admin.module.css'
import { deviceName } from './deviceName'

function EndButton({ session }: { session: ListedSession }) {
  const { t } = useTranslation('admin')
  const endWrite = useConsoleWrite(endOneSession)
  const explain = useDescribeError()
  const device = deviceName(session.device) || t('sessions.unknownDevice')
  if (session.isCurrent) return null
  const endSession = () =>
    endWrite
      .run({ name: session.id })
      .catch((error: unknown) => notify('failure', explain(error).what))
  return (
    <Button
      variant="default"
      size="xs"
      loading={endWrite.isPending}
      aria-label={t('sessions.endOf', { device })}
      onClick={() => void endSession()}
    >
      {t('sessions.end')}
    </Button>
  )
}

function useSessionColumns(): Column<ListedSession>[] {
  const { t } = useTranslation(['admin', 'common'])
  return [
    {
      id: 'device',
      label: t('sessions.device'),
      card: 'name',
      sort: ({ device }) => deviceName(device),
      cell: ({ device, isCurrent }) => (
        <span title={device}>
          <strong>{deviceName(device) || t('sessions.unknownDevice')}</strong>
          {isCurrent && <span className={css.dim}> · {t('sessions.current')}</span>}
        </span>
      ),
    },
    {
      id: 'address',
      label: t('sessions.address'),
      card: 'fact',
      sort: ({ address }) => address,
      cell: ({ address }) => <Mono>{address}</Mono>,
    },
    {
      id: 'used',
      label: t('sessions.used'),
      card: 'fact',
      isNumeric: true,
      sort: ({ usedAt }) => usedAt,
      cell: ({ usedAt }) => <Age time={usedAt} />,
    },
    {
      id: 'created',
      label: t('sessions.created'),
      card: 'fact',
      isNumeric: true,
      sort: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => <Age time={createdAt} />,
    },
    {
      id: 'actions',
      label: t('common:actions'),
      isFixed: true,
      card: 'menu',
      isNumeric: true,
      cell: (row) => <EndButton session={row} />,
    },
  ]
}

/** The sessions of a user, each of which can be ended. */
export function SessionList({ user }: { user?: string | undefined }) {
  const { t } = useTranslation('admin')
  const list = useListState({ sort: { id: 'used', isDescending: true } })
  const read = useConsoleRead(listSessions, { query: { user } })
  const columns = useSessionColumns()
  return (
    <List
      label={t('sessions.title')}
      name="sessions"
      cardsBelow={900}
      rows={read.data}
      rowKey={({ id }) => id}
      columns={columns}
      list={list}
      read={read}
      empty={{ title: t('sessions.empty'), text: t('sessions.emptyText') }}
      failed={t('sessions.unreadable')}
    />
  )
}
