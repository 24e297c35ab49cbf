import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsoleRead } from '../../../api/client/useConsole'
import { useSession } from '../../../api/session/session'
import { type ListedUser, listUsers } from '../../../contract/console/users'
import { EmptyState } from '../../../ui/feedback/EmptyState'
import { ActionButton } from '../../../ui/menu/ActionButton'
import { List } from '../../../ui/table/List'
import { matchesSearch } from '../../../ui/table/search'
import { useListState } from '../../../ui/table/useListState'
import { IconPlus } from '../../../ui/theme/icons'
import { UserDialog } from './UserDialog'
import { useUserColumns } from './useUserColumns'

function Users() {
  const { t } = useTranslation(['admin', 'common'])
  const list = useListState({ sort: { id: 'user', isDescending: false } })
  const read = useConsoleRead(listUsers, {})
  const columns = useUserColumns()
  const [isAdding, setAdding] = useState(false)
  const wordsOf = ({ user, name, role, scope, readOnly }: ListedUser) => [
    user,
    name,
    t(`common:role.${role}`),
    ...Object.values(scope).flat(),
    readOnly ? t('users.readOnly') : '',
  ]
  return (
    <>
      <List
        label={t('users.title')}
        name="people"
        cardsBelow={1000}
        rows={read.data?.filter((item) => matchesSearch(list.search, wordsOf(item)))}
        rowKey={(row) => row.id}
        columns={columns}
        list={list}
        read={read}
        empty={{ title: t('users.empty'), text: t('users.emptyText') }}
        failed={t('users.unreadable')}
      >
        <ActionButton
          variant="filled"
          leftSection={<IconPlus size={16} />}
          onClick={() => setAdding(true)}
        >
          {t('users.add')}
        </ActionButton>
      </List>
      {isAdding && <UserDialog onClose={() => setAdding(false)} />}
    </>
  )
}

/** /settings/users: users and their permissions. */
export function UsersTab() {
  const { t } = useTranslation('admin')
  const { session } = useSession()
  if (session?.role === 'admin') return <Users />
  return <EmptyState title={t('forAdmins')} text={t('forAdminsText')} />
}
