import { Button, Group, Stack } from '@mantine/core'
import { type SyntheticEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../api/client/error'
import { faultsByPath } from '../../../api/client/form'
import { useOwnAct } from '../../../api/client/own'
import { notify } from '../../../api/console/notices'
import { ErrorText } from '../../../ui/feedback/ErrorText'
import { PasswordBox } from '../../../ui/forms/PasswordBox'
import { useFocusFault } from '../../../ui/forms/useFocusFault'

/** Changes the user's own password, which signs out their other browsers. */
export function PasswordForm({ user }: { user: string }) {
  const { t } = useTranslation('admin')
  const { t: rules } = useTranslation('rules')
  const act = useOwnAct()
  const form = useFocusFault(act.error)
  const [old, setOld] = useState('')
  const [password, setPassword] = useState('')
  const faults = act.error instanceof ApiError ? faultsByPath(act.error.fields, rules) : {}
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const done = () => {
      setOld('')
      setPassword('')
      notify('success', t('password.done'))
    }
    const deed = { path: '/api/password', method: 'POST' as const, body: { old, password } }
    act.run(deed).then(done, () => undefined)
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="sm" maw={420}>
        {/* Tells password managers whose password it is. */}
        <input type="text" autoComplete="username" value={user} readOnly hidden />
        <PasswordBox
          label={t('password.old')}
          autoComplete="current-password"
          value={old}
          error={faults.old}
          onChange={(event) => setOld(event.currentTarget.value)}
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
