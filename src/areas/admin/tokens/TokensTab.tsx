import { Checkbox, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsoleRead } from '../../../api/client/useConsole'
import { useSession } from '../../../api/session/session'
import { type AccessToken, listTokens } from '../../../contract/console/credentials/tokens'
import { ActionButton } from '../../../ui/menu/ActionButton'
import { List } from '../../../ui/table/List'
import { matchesSearch } from '../../../ui/table/search'
import { useListState } from '../../../ui/table/useListState'
import { IconPlus } from '../../../ui/theme/icons'
import { TokenDialog } from './TokenDialog'
import { useTokenColumns } from './useTokenColumns'

/** /settings/tokens: the user's access tokens; administrators also see those of other users. */
export function TokensTab() {
  const { t } = useTranslation(['admin', 'common'])
  const { session } = useSession()
  const list = useListState({ sort: { id: 'name', isDescending: false } })
  const [isAll, setAll] = useState(false)
  const [isAdding, setAdding] = useState(false)
  const read = useConsoleRead(listTokens, { query: isAll ? { all: 'true' } : {} })
  const columns = useTokenColumns(isAll)
  const wordsOf = ({ name, user, prefix, role }: AccessToken) => [
    name,
    user,
    prefix,
    t(`common:role.${role}`),
  ]
  return (
    <Stack gap="sm">
      <p>{t('tokens.text')}</p>
      <List
        label={t('tokens.title')}
        name="tokens"
        cardsBelow={1000}
        rows={read.data?.filter((item) => matchesSearch(list.search, wordsOf(item)))}
        rowKey={(row) => row.id}
        columns={columns}
        list={list}
        read={read}
        empty={{ title: t('tokens.empty'), text: t('tokens.emptyText') }}
        failed={t('tokens.unreadable')}
      >
        {session?.role === 'admin' && (
          <Checkbox
            label={t('tokens.all')}
            checked={isAll}
            onChange={(event) => setAll(event.currentTarget.checked)}
          />
        )}
        <ActionButton
          variant="filled"
          leftSection={<IconPlus size={16} />}
          onClick={() => setAdding(true)}
        >
          {t('tokens.add')}
        </ActionButton>
      </List>
      {isAdding && <TokenDialog onClose={() => setAdding(false)} />}
    </Stack>
  )
}
