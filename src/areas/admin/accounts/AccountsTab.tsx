import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useConsoleRead } from '../../../api/client/useConsole'
import { useSession } from '../../../api/session/session'
import { listAccounts } from '../../../contract/console/accounts'
import { useRegionName } from '../../../i18n/useRegionName'
import { List } from '../../../ui/table/List'
import { matchesSearch } from '../../../ui/table/search'
import { useListState } from '../../../ui/table/useListState'
import { ReadOnlySwitches } from '../security/ReadOnlySwitches'
import { CheckAccount } from './CheckAccount'
import { useAccountColumns } from './useAccountColumns'

/** /settings/accounts: accounts, regions, reachability and clock skew; never a key. */
export function AccountsTab() {
  const { t } = useTranslation('admin')
  const { session } = useSession()
  const list = useListState({ sort: { id: 'account', isDescending: false } })
  const read = useConsoleRead(listAccounts, {})
  const columns = useAccountColumns()
  const regionName = useRegionName()
  const { t: shell } = useTranslation('shell')
  const rows = read.data
    ?.flatMap((account) => account.regions.map((region) => ({ account, region })))
    .filter(({ account, region }) =>
      matchesSearch(list.search, [
        account.name,
        regionName(region.region),
        account.production ? shell('production') : '',
      ]),
    )
  return (
    <Stack gap="lg">
      <div>
        <List
          label={t('accounts.title')}
          name="accounts"
          cardsBelow={1100}
          rows={rows}
          rowKey={({ account, region }) => `${account.name} ${region.region}`}
          columns={columns}
          list={list}
          read={read}
          empty={{ title: t('accounts.empty'), text: t('accounts.emptyText') }}
          failed={t('accounts.unreadable')}
        >
          <CheckAccount names={read.data?.map(({ name }) => name) ?? []} />
        </List>
      </div>
      {session?.role === 'admin' && <ReadOnlySwitches accounts={read.data ?? []} />}
    </Stack>
  )
}
