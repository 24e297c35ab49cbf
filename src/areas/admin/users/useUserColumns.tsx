import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { withQuery } from '../../../api/session/paths'
import { useSession } from '../../../api/session/session'
import type { ListedUser } from '../../../contract/console/users'
import { LocationLink } from '../../../ui/page/LocationLink'
import type { Column } from '../../../ui/table/column'
import { Age } from '../../../ui/value/Age'
import { ScopeText } from '../../../ui/value/ScopeText'
import { StatusChip } from '../../../ui/value/StatusChip'
import css from '../admin.module.css'
import { UserActions } from './UserActions'

const rank = { admin: 0, operator: 1, viewer: 2 } as const

export function useUserColumns(): Column<ListedUser>[] {
  const { t } = useTranslation(['admin', 'common'])
  const { session } = useSession()
  const self = session?.id
  return useMemo(
    () => [
      {
        id: 'user',
        label: t('users.user'),
        card: 'name',
        sort: (row) => row.user,
        cell: ({ id, user, name, source, identity }) => (
          <>
            <strong>{user}</strong>
            {name !== user && <span className={css.dim}> · {t('users.recordedAs', { name })}</span>}
            {id === self && <span className={css.dim}> · {t('users.you')}</span>}
            {source === 'sso' && <span className={css.dim}> · {t('users.sources.sso')}</span>}
            {source === 'sso' && !identity && (
              <span className={css.dim}> · {t('users.unlinked')}</span>
            )}
          </>
        ),
      },
      {
        id: 'role',
        label: t('users.role'),
        card: 'fact',
        sort: (row) => rank[row.role],
        cell: (row) => <span className={css.whole}>{t(`common:role.${row.role}`)}</span>,
      },
      {
        id: 'rights',
        label: t('users.rights'),
        card: 'status',
        sort: (row) => (row.readOnly ? 3 : rank[row.role]),
        cell: (row) =>
          row.readOnly ? (
            <StatusChip health="paused" word={t('users.readOnly')} />
          ) : (
            <span className={css.whole}>{t(`users.right.${row.role}`)}</span>
          ),
      },
      {
        id: 'scope',
        label: t('users.scopeTitle'),
        card: 'fact',
        cell: (row) => <ScopeText scope={row.scope} />,
      },
      {
        id: 'source',
        label: t('users.source'),
        isExtra: true,
        sort: (row) => row.source,
        cell: (row) => <span className={css.whole}>{t(`users.sources.${row.source}`)}</span>,
      },
      {
        id: 'signedIn',
        label: t('users.signedIn'),
        card: 'fact',
        isNumeric: true,
        sort: (row) => row.signedInAt ?? 0,
        cell: ({ signedInAt }) =>
          signedInAt === null ? (
            <span className={css.dim}>{t('users.never')}</span>
          ) : (
            <Age time={signedInAt} />
          ),
      },
      {
        id: 'sessions',
        label: t('users.sessions'),
        card: 'fact',
        isNumeric: true,
        sort: (row) => row.sessions,
        cell: ({ id, sessions }) => (
          <LocationLink to={withQuery('/settings/sessions', { user: id })}>{sessions}</LocationLink>
        ),
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
        cell: (row) => <UserActions user={row} />,
      },
    ],
    [t, self],
  )
}
