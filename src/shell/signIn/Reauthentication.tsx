import { Button, Group, Stack } from '@mantine/core'
import { type SyntheticEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/client/error'
import { enterPasswordAgain, useReauthentication } from '../../api/session/reauthentication'
import { useSession } from '../../api/session/session'
import { onAnnouncement } from '../../browser/tabs'
import { Dialog } from '../../ui/feedback/Dialog'
import { ErrorText } from '../../ui/feedback/ErrorText'
import { PasswordBox } from '../../ui/forms/PasswordBox'
import { SingleSignOnLink } from './SingleSignOnLink'

const isWrong = (error: unknown) => error instanceof ApiError && error.fields.length > 0

/** Asks for the password, then lets the waiting requests continue; forms below keep their input. */
export function Reauthentication() {
  const { t } = useTranslation(['signIn', 'common'])
  const { session } = useSession()
  const waiting = useReauthentication()
  const [password, setPassword] = useState('')
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<unknown>()
  const [isOtherUser, setOtherUser] = useState(false)
  const isSso = session?.source === 'sso'

  // A single sign-on in a new tab confirms the session, which both tabs share.
  useEffect(
    () =>
      onAnnouncement((what) => {
        if (what === 'confirmed') waiting?.settle(true)
        if (what !== 'session') setOtherUser(what === 'otherUser')
      }),
    [waiting],
  )

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    // React events bubble from the portal to the waiting form, which must not be submitted too.
    event.stopPropagation()
    if (!isSso && password === '') return
    setPending(true)
    setError(undefined)
    try {
      if (!isSso) await enterPasswordAgain(password)
      waiting?.settle(true)
    } catch (reason) {
      setError(reason)
    } finally {
      setPending(false)
    }
  }
  return (
    <Dialog onClose={() => waiting?.settle(false)} title={t('confirm')}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="md">
          <p>{t(isSso ? 'confirmSsoText' : 'confirmText')}</p>
          {isSso ? (
            <SingleSignOnLink href="/api/sso?fresh=1" isInNewTab />
          ) : (
            <PasswordBox
              label={t('password')}
              autoComplete="current-password"
              data-autofocus
              value={password}
              error={isWrong(error) ? t('wrongPassword') : undefined}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          )}
          {isOtherUser && <p role="alert">{t('confirmedByOther', { user: session?.user })}</p>}
          {error !== undefined && !isWrong(error) && <ErrorText error={error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => waiting?.settle(false)}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={isPending}>
              {t('continue')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
