import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsoleWrite } from '../../../api/client/useConsole'
import { endUserSessions, type ListedUser, removeUser } from '../../../contract/console/users'
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog'
import { useFocusBack } from '../../../ui/feedback/useFocusBack'
import { RowMenu } from '../../../ui/menu/RowMenu'
import { IconLogout, IconPencil, IconTrash } from '../../../ui/theme/icons'
import { PersonDialog } from './UserDialog'

type Opened = 'change' | 'signOut' | 'remove'

/** An administrator's actions on a user. */
export function PersonActions({ person }: { person: ListedUser }) {
  const { t } = useTranslation('admin')
  const [opened, setOpened] = useState<Opened>()
  const rememberFocus = useFocusBack(opened !== undefined)
  const signOut = useConsoleWrite(endUserSessions)
  const remove = useConsoleWrite(removeUser)
  const name = person.user
  const close = () => setOpened(undefined)
  const action = (id: Opened, label: string, icon: React.ReactNode) => ({
    id,
    label,
    icon,
    onClick: () => {
      rememberFocus()
      setOpened(id)
    },
  })
  return (
    <>
      <RowMenu
        name={name}
        actions={[
          action('change', t('people.changeItem'), <IconPencil size={16} />),
          action('signOut', t('people.signOut'), <IconLogout size={16} />),
          action('remove', t('people.remove'), <IconTrash size={16} />),
        ]}
      />
      {opened === 'change' && <PersonDialog person={person} onClose={close} />}
      <ConfirmDialog
        isOpened={opened === 'signOut'}
        onClose={close}
        title={t('people.signOutTitle', { name })}
        confirmLabel={t('people.signOut')}
        onConfirm={() => signOut.run({ name })}
      >
        {t('people.signOutText')}
      </ConfirmDialog>
      <ConfirmDialog
        isOpened={opened === 'remove'}
        isDestructive
        onClose={close}
        title={t('people.removeTitle', { name })}
        confirmLabel={t('people.remove')}
        typedName={name}
        onConfirm={() => remove.run({ name })}
      >
        {t('people.removeText')}
      </ConfirmDialog>
    </>
  )
}
