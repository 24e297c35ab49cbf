import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../../api/session/session'
import type { ListedUser } from '../../../contract/console/users'
import type { Column } from '../../../ui/table/column'
import { Age } from '../../../ui/value/Age'
import { ScopeText } from '../../../ui/value/ScopeText'
import { StatusChip } from '../../../ui/value/StatusChip'
import css from '../admin.module.css'
import { PersonActions } from './UserActions'

const rank = { admin: 0, operator: 1, viewer: 2 } as const

export function usePeopleColumns(): Column<ListedUser>[] {
  const { t } = useTranslation(['admin', 'common'])
  const { session } = useSession()
  const self = session?.user
  return useMemo(
    () => [
      {
        id: 'user',
        label: t('people.user'),
        card: 'name',
        sort: (row) => row.user,
        cell: ({ user, source }) => (
          <>
            <strong>{user}</strong>
            {user === self && <span className={css.dim}> · {t('people.you')}</span>}
            {source === 'sso' && <span className={css.dim}> · {t('people.sources.sso')}</span>}
          </>
        ),
      },
      {
        id: 'role',
        label: t('people.role'),
        card: 'fact',
        sort: (row) => rank[row.role],
        cell: (row) => <span className={css.whole}>{t(`common:role.${row.role}`)}</span>,
      },
      {
        id: 'rights',
        label: t('people.rights'),
        card: 'status',
        sort: (row) => (row.readOnly ? 3 : rank[row.role]),
        cell: (row) =>
          row.readOnly ? (
            <StatusChip health="paused" word={t('people.readOnly')} />
          ) : (
            <span className={css.whole}>{t(`people.right.${row.role}`)}</span>
          ),
      },
      {
        id: 'scope',
        label: t('people.scopeTitle'),
        card: 'fact',
        cell: (row) => <ScopeText scope={row.scope} />,
      },
      {
        id: 'source',
        label: t('people.source'),
        isExtra: true,
        sort: (row) => row.source,
        cell: (row) => <span className={css.whole}>{t(`people.sources.${row.source}`)}</span>,
      },
      {
        id: 'signedIn',
        label: t('people.signedIn'),
        card: 'fact',
        isNumeric: true,
        sort: (row) => row.signedInAt ?? 0,
        cell: ({ signedInAt }) =>
          signedInAt === null ? (
            <span className={css.dim}>{t('people.never')}</span>
          ) : (
            <Age time={signedInAt} />
          ),
      },
      {
        id: 'sessions',
        label: t('people.sessions'),
        card: 'fact',
        isNumeric: true,
        sort: (row) => row.sessions,
        cell: (row) => row.sessions,
      },
      {
        id: 'created',
        label: t('common:created'),
        isExtra: true,
        isNumeric: true,
        sort: (row) => row.createdAt,
        cell: (row) => <Age time={row.createdAt} />,
      },
      {
        id: 'actions',
        label: t('common:actions'),
        isFixed: true,
        card: 'menu',
        isNumeric: true,
        cell: (row) => <PersonActions person={row} />,
      },
    ],
    [t, self],
  )
}
