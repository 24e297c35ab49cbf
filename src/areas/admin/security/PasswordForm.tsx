import { Button, Group, Stack } from '@mantine/core'
import { type SyntheticEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../api/client/error'
import { faultsByPath } from '../../../api/client/form'
import { useConsoleWrite } from '../../../api/client/useConsole'
import { notify } from '../../../api/console/notices'
import { changePassword } from '../../../contract/console/session'
import { ErrorText } from '../../../ui/feedback/ErrorText'
import { PasswordBox } from '../../../ui/forms/PasswordBox'
import { useFocusFirstError } from '../../../ui/forms/useFocusFirstError'

/** Changes the user's own password, which ends the user's other sessions. */
export function PasswordForm({ user }: { user: string }) {
  const { t } = useTranslation('admin')
  const { t: rules } = useTranslation('rules')
  const act = useConsoleWrite(changePassword)
  const form = useFocusFirstError(act.error)
  const [currentPassword, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const faults = act.error instanceof ApiError ? faultsByPath(act.error.fields, rules) : {}
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const done = () => {
      setCurrent('')
      setPassword('')
      notify('success', t('password.done'))
    }
    act.run({ body: { currentPassword, password } }).then(done, () => undefined)
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="sm" maw={420}>
        {/* Tells password managers which user the password belongs to. */}
        <input type="text" autoComplete="username" value={user} readOnly hidden />
        <PasswordBox
          label={t('password.old')}
          autoComplete="current-password"
          value={currentPassword}
          error={faults.currentPassword}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordBox
          label={t('password.new')}
          description={t('password.text')}
          autoComplete="new-password"
          value={password}
          error={faults.password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {act.error && Object.keys(faults).length === 0 && <ErrorText error={act.error} />}
        <Group>
          <Button type="submit" loading={act.isPending}>
            {t('password.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
