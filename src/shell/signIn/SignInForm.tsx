import { Button, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/client/error'
import { signIn } from '../../api/session/session'
import { ErrorText } from '../../ui/feedback/ErrorText'
import { PasswordBox } from '../../ui/forms/PasswordBox'

interface Props {
  /** The user of the expired session, if there was one. */
  user?: string
  onDone: (how: { isSamePerson: boolean }) => void
}

const isWrong = (error: unknown) => error instanceof ApiError && error.codeDesc === 'WrongPassword'

export function SignInForm({ user: known = '', onDone }: Props) {
  const { t } = useTranslation('signIn')
  const client = useQueryClient()
  const [user, setUser] = useState(known)
  const [password, setPassword] = useState('')
  const [isPending, setPending] = useState(false)
  const [isTried, setTried] = useState(false)
  const [error, setError] = useState<unknown>()
  const userBox = useRef<HTMLInputElement>(null)
  const passwordBox = useRef<HTMLInputElement>(null)

  useEffect(() => (known === '' ? userBox : passwordBox).current?.focus(), [known])

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    setError(undefined)
    setTried(true)
    if (user === '' || password === '') {
      ;(user === '' ? userBox : passwordBox).current?.focus()
      return
    }
    setPending(true)
    try {
      onDone(await signIn(client, user, password))
    } catch (reason) {
      setError(reason)
      // Keep the entered values so that the user can correct them.
      passwordBox.current?.focus()
      passwordBox.current?.select()
    } finally {
      setPending(false)
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="sm">
        <TextInput
          ref={userBox}
          label={t('user')}
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          data-autofocus={known === '' || undefined}
          value={user}
          error={isTried && user === '' ? t('missingUser') : isWrong(error)}
          onChange={(event) => setUser(event.currentTarget.value)}
        />
        <PasswordBox
          ref={passwordBox}
          label={t('password')}
          autoComplete="current-password"
          data-autofocus={known !== '' || undefined}
          value={password}
          error={isTried && password === '' ? t('missingPassword') : isWrong(error)}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {error !== undefined && <ErrorText error={error} />}
        <Button type="submit" size="sm" loading={isPending}>
          {t('submit')}
        </Button>
      </Stack>
    </form>
  )
}
