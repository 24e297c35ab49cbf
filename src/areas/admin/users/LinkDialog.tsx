import { NativeSelect } from '@mantine/core'
import { type SyntheticEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConsoleRead, useConsoleWrite } from '../../../api/client/useConsole'
import { type ListedUser, linkUser, listUsers } from '../../../contract/console/users'
import { FormDialog } from '../../../ui/forms/FormDialog'

/** Moves the identity of a newer user to an older single sign-on user. */
export function LinkDialog({ user, onClose }: { user: ListedUser; onClose: () => void }) {
  const { t } = useTranslation('admin')
  const linking = useConsoleWrite(linkUser)
  const { data = [] } = useConsoleRead(listUsers, {})
  const linked = data.filter(({ identity }) => identity)
  const [chosen, setChosen] = useState<string>()
  const namesake = linked.find((item) => item.user === user.user)
  const value = chosen ?? namesake?.id ?? linked[0]?.id ?? ''
  const { name } = user

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    linking.run({ name: user.id, body: { user: value } }).then(onClose, () => undefined)
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('users.linkTitle', { name })}
      submitLabel={t('users.linkSubmit')}
      submit={submit}
      isPending={linking.isPending}
      error={linking.error}
    >
      <p>{t('users.linkText', { name })}</p>
      <NativeSelect
        label={t('users.linkUser')}
        value={value}
        error={linked.length === 0 && t('users.linkNone')}
        data={linked.map(({ id, user: shown, name: own, identity }) => ({
          value: id,
          label: `${shown === own ? shown : `${shown} · ${own}`} (${identity?.subject})`,
        }))}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <p>{t('users.linkWarning', { name })}</p>
    </FormDialog>
  )
}
