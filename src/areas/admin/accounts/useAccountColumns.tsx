import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../../api/session/session'
import type { AccountState } from '../../../contract/console/accounts'
import { useRegionName } from '../../../i18n/useRegionName'
import type { Column } from '../../../ui/table/column'
import { Age } from '../../../ui/value/Age'
import { Mono } from '../../../ui/value/Mono'
import css from '../admin.module.css'
import { AccountName, ClockSkew, RegionError, RegionState } from './accountCells'
import { CheckAccount } from './CheckAccount'

export interface Row {
  account: AccountState
  region: AccountState['regions'][number]
}

/** Sorts failing accounts first, then unchecked ones. */
const rank = ({ region }: Row) => (region.error ? 0 : region.answeredAt === undefined ? 1 : 2)

export function useAccountColumns(): Column<Row>[] {
  const { t } = useTranslation(['admin', 'shell'])
  const { session } = useSession()
  const accounts = session?.accounts
  const regionName = useRegionName()
  return useMemo(() => {
    const isReadOnly = (name: string) =>
      accounts?.find((account) => account.name === name)?.readOnly === true
    return [
      {
        id: 'account',
        label: t('shell:account'),
        card: 'name',
        sort: ({ account, region }) => `${account.name} ${region.region}`,
        cell: ({ account }) => (
          <AccountName account={account} isReadOnly={isReadOnly(account.name)} />
        ),
      },
      {
        id: 'region',
        label: t('shell:region'),
        card: 'fact',
        sort: ({ region }) => regionName(region.region),
        cell: ({ region }) => <span className={css.whole}>{regionName(region.region)}</span>,
      },
      {
        id: 'state',
        label: t('accounts.state'),
        card: 'status',
        sort: rank,
        cell: ({ region }) => <RegionState region={region} />,
      },
      {
        id: 'error',
        label: t('accounts.error'),
        card: 'fact',
        cell: ({ region: { error } }) => error && <RegionError error={error} />,
      },
      {
        id: 'answered',
        label: t('accounts.answered'),
        card: 'fact',
        isNumeric: true,
        cell: ({ region }) => <Age time={region.answeredAt} />,
      },
      {
        id: 'skew',
        label: t('accounts.skew'),
        card: 'fact',
        isNumeric: true,
        sort: ({ region }) => Math.abs(region.skew ?? 0),
        cell: ({ region }) => <ClockSkew skew={region.skew} />,
      },
      {
        id: 'endpoint',
        label: t('accounts.endpoint'),
        isExtra: true,
        cell: ({ account }) => {
          const urls = [...new Set(Object.values(account.endpoints))]
          if (urls.length === 0) return t('accounts.publicEndpoint')
          return urls.map((url) => (
            <div key={url}>
              <Mono>{url}</Mono>
            </div>
          ))
        },
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
        card: 'menu',
        isNumeric: true,
        cell: ({ account: { name } }) => (
          <CheckAccount names={[name]} label={t('accounts.checkOf', { name })} />
        ),
      },
    ]
  }, [t, accounts, regionName])
}
