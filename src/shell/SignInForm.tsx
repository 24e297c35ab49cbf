import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { signIn } from '../api/session'
import { ErrorText } from '../ui/ErrorText'

interface Props {
  /** Who was signed in before, where somebody was. */
  user?: string
  onDone: (how: { isSamePerson: boolean }) => void
}

export function SignInForm({ user: known = '', onDone }: Props) {
  const { t } = useTranslation('shell')
  const client = useQueryClient()
  const [user, setUser] = useState(known)
  const [password, setPassword] = useState('')
  const [isPending, setPending] = useState(false)
  const [isMissing, setMissing] = useState(false)
  const [error, setError] = useState<unknown>()

  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    setError(undefined)
    setMissing(user === '' || password === '')
    if (user === '' || password === '') return
    setPending(true)
    try {
      onDone(await signIn(client, user, password))
    } catch (reason) {
      setError(reason)
      setPassword('')
    } finally {
      setPending(false)
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="sm">
        <TextInput
          label={t('signIn.user')}
          autoComplete="username"
          spellCheck={false}
          {...(known === '' ? { ref: first, 'data-autofocus': true } : {})}
          value={user}
          onChange={(event) => setUser(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('signIn.password')}
          autoComplete="current-password"
          {...(known === '' ? {} : { ref: first, 'data-autofocus': true })}
          value={password}
          error={isMissing && t('signIn.missing')}
          visibilityToggleButtonProps={{
            'aria-label': t('signIn.show'),
            tabIndex: 0,
            'aria-hidden': false,
          }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {error !== undefined && <ErrorText error={error} />}
        <Button type="submit" size="sm" loading={isPending}>
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  )
}
