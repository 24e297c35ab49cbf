import { Button } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useOwnAct } from '../../api/own'
import { useFormats } from '../../i18n/useFormats'
import { Age } from '../../ui/Age'
import { StatusChip } from '../../ui/StatusChip'
import type { Column } from '../../ui/table/column'
import type { AccountState } from './types'

export interface Row {
  account: AccountState
  region: AccountState['regions'][number]
}

/** A clock that is further off has calls refused. */
const mostSkew = 60_000

function Check({ name }: { name: string }) {
  const { t } = useTranslation('admin')
  const act = useOwnAct()
  const path = `/api/accounts/${encodeURIComponent(name)}`
  return (
    <Button
      variant="default"
      size="compact-xs"
      loading={act.isPending}
      aria-label={t('accounts.checkOf', { name })}
      onClick={() => void act.run({ path, method: 'POST' }).catch(() => undefined)}
    >
      {t('accounts.check')}
    </Button>
  )
}

export function useAccountColumns(): Column<Row>[] {
  const { t } = useTranslation(['admin', 'shell'])
  const { number } = useFormats()
  return useMemo(
    () => [
      {
        id: 'account',
        label: t('shell:account'),
        card: 'name',
        sort: ({ account, region }) => `${account.name} ${region.region}`,
        cell: ({ account }) => (
          <>
            <strong>{account.name}</strong>
            {account.production && ` · ${t('shell:production')}`}
          </>
        ),
      },
      {
        id: 'region',
        label: t('shell:region'),
        card: 'fact',
        sort: ({ region }) => region.region,
        cell: ({ region }) => region.region,
      },
      {
        id: 'state',
        label: t('accounts.state'),
        card: 'status',
        cell: ({ region: { error, answeredAt } }) => {
          if (error) return <StatusChip health="failing" word={t('accounts.fails')} />
          return answeredAt === undefined ? (
            <StatusChip health="unknown" word={t('accounts.notAsked')} />
          ) : (
            <StatusChip health="well" word={t('accounts.answers')} />
          )
        },
      },
      {
        id: 'answered',
        label: t('accounts.answered'),
        isNumeric: true,
        cell: ({ region }) => <Age time={region.answeredAt} />,
      },
      {
        id: 'skew',
        label: t('accounts.skew'),
        card: 'fact',
        isNumeric: true,
        cell: ({ region: { skew } }) => {
          if (skew === undefined) return '–'
          const seconds = number(Math.round(skew / 1000), 's')
          return Math.abs(skew) > mostSkew ? (
            <StatusChip health="failing" word={seconds} />
          ) : (
            seconds
          )
        },
      },
      {
        id: 'error',
        label: t('accounts.error'),
        card: 'fact',
        cell: ({ region: { error } }) =>
          error ? (
            <>
              {error.message} <Age time={error.at} />
            </>
          ) : (
            '–'
          ),
      },
      {
        id: 'credentials',
        label: t('accounts.credentials'),
        isExtra: true,
        cell: ({ account }) =>
          `${t(account.isTemporary ? 'accounts.temporary' : 'accounts.lasting')}, ${account.signatureMethod}`,
      },
      {
        id: 'check',
        label: t('accounts.check'),
        card: 'fact',
        isNumeric: true,
        cell: ({ account }) => <Check name={account.name} />,
      },
    ],
    [t, number],
  )
}
