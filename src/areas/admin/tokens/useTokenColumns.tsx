import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsoleWrite } from '../../../api/client/useConsole'
import { type AccessToken, removeToken } from '../../../contract/console/credentials/tokens'
import { useFormats } from '../../../i18n/useFormats'
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog'
import { useFocusReturn } from '../../../ui/feedback/useFocusReturn'
import type { Column } from '../../../ui/table/column'
import { Age } from '../../../ui/value/Age'
import { Mono } from '../../../ui/value/Mono'
import { ScopeText } from '../../../ui/value/ScopeText'
import css from '../admin.module.css'

function Revoke({ token: { id, name } }: { token: AccessToken }) {
  const { t } = useTranslation('admin')
  const [isOpened, setOpened] = useState(false)
  const rememberFocus = useFocusReturn(isOpened)
  const revoke = useConsoleWrite(removeToken)
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`${t('tokens.revoke')} ${name}`}
        onClick={() => {
          rememberFocus()
          setOpened(true)
        }}
      >
        {t('tokens.revoke')}
      </Button>
      <ConfirmDialog
        isOpened={isOpened}
        isDestructive
        onClose={() => setOpened(false)}
        title={t('tokens.revokeTitle', { name })}
        confirmLabel={t('tokens.revoke')}
        onConfirm={() => revoke.run({ name: id })}
      >
        {t('tokens.revokeText')}
      </ConfirmDialog>
    </>
  )
}

/** Columns of the table of access tokens; `hasUsers`: whether it lists tokens of several users. */
export function useTokenColumns(hasUsers: boolean): Column<AccessToken>[] {
  const { t } = useTranslation(['admin', 'common'])
  const formats = useFormats()
  return useMemo(() => {
    const columns: Column<AccessToken>[] = [
      {
        id: 'name',
        label: t('tokens.name'),
        card: 'name',
        sort: (row) => row.name,
        cell: (row) => <strong>{row.name}</strong>,
      },
      {
        id: 'user',
        label: t('tokens.user'),
        card: 'fact',
        sort: (row) => row.user,
        cell: (row) => row.user,
      },
      {
        id: 'prefix',
        label: t('tokens.prefix'),
        card: 'fact',
        cell: (row) => <Mono>{`${row.prefix}…`}</Mono>,
      },
      {
        id: 'role',
        label: t('tokens.role'),
        card: 'fact',
        sort: (row) => row.role,
        cell: (row) => <span className={css.whole}>{t(`common:role.${row.role}`)}</span>,
      },
      {
        id: 'scope',
        label: t('tokens.scope'),
        card: 'fact',
        cell: ({ scope }) =>
          Object.values(scope).every((item) => item === undefined) ? (
            <span className={css.dim}>{t('tokens.scopeOwn')}</span>
          ) : (
            <ScopeText scope={scope} />
          ),
      },
      {
        id: 'expires',
        label: t('tokens.expires'),
        card: 'fact',
        isNumeric: true,
        sort: (row) => row.expiresAt,
        cell: (row) => formats.time(row.expiresAt),
      },
      {
        id: 'used',
        label: t('tokens.used'),
        card: 'fact',
        isNumeric: true,
        sort: (row) => row.usedAt ?? 0,
        cell: ({ usedAt }) =>
          usedAt === null ? (
            <span className={css.dim}>{t('tokens.never')}</span>
          ) : (
            <Age time={usedAt} />
          ),
      },
      {
        id: 'actions',
        label: t('common:actions'),
        isFixed: true,
        card: 'menu',
        isNumeric: true,
        cell: (row) => <Revoke token={row} />,
      },
    ]
    return columns.filter(({ id }) => hasUsers || id !== 'user')
  }, [t, formats, hasUsers])
}
