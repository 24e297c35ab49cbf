import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsoleWrite } from '../../../api/client/useConsole'
import { endUserSessions, type ListedUser, removeUser } from '../../../contract/console/users'
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog'
import { useFocusReturn } from '../../../ui/feedback/useFocusReturn'
import { RowMenu } from '../../../ui/menu/RowMenu'
import { IconLink, IconLogout, IconPencil, IconTrash } from '../../../ui/theme/icons'
import { LinkDialog } from './LinkDialog'
import { UserDialog } from './UserDialog'

type OpenDialog = 'change' | 'link' | 'signOut' | 'remove'

/** An administrator's actions on a user. */
export function UserActions({ user }: { user: ListedUser }) {
  const { t } = useTranslation('admin')
  const [opened, setOpened] = useState<OpenDialog>()
  const rememberFocus = useFocusReturn(opened !== undefined)
  const signOut = useConsoleWrite(endUserSessions)
  const remove = useConsoleWrite(removeUser)
  const { id, name } = user
  const isUnlinked = user.source === 'sso' && !user.identity
  const close = () => setOpened(undefined)
  const action = (dialog: OpenDialog, label: string, icon: React.ReactNode) => ({
    id: dialog,
    label,
    icon,
    onClick: () => {
      rememberFocus()
      setOpened(dialog)
    },
  })
  return (
    <>
      <RowMenu
        name={name}
        actions={[
          action('change', t('users.changeItem'), <IconPencil size={16} />),
          ...(isUnlinked ? [action('link', t('users.link'), <IconLink size={16} />)] : []),
          action('signOut', t('users.signOut'), <IconLogout size={16} />),
          action('remove', t('users.remove'), <IconTrash size={16} />),
        ]}
      />
      {opened === 'change' && <UserDialog user={user} onClose={close} />}
      {opened === 'link' && <LinkDialog user={user} onClose={close} />}
      <ConfirmDialog
        isOpened={opened === 'signOut'}
        onClose={close}
        title={t('users.signOutTitle', { name })}
        confirmLabel={t('users.signOut')}
        onConfirm={() => signOut.run({ name: id })}
      >
        {t('users.signOutText')}
      </ConfirmDialog>
      <ConfirmDialog
        isOpened={opened === 'remove'}
        isDestructive
        onClose={close}
        title={t('users.removeTitle', { name })}
        confirmLabel={t('users.remove')}
        typedName={name}
        onConfirm={() => remove.run({ name: id })}
      >
        {t('users.removeText')}
      </ConfirmDialog>
    </>
  )
}
