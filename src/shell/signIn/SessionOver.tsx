import { Button, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePresence } from '../../api/session/presence'
import { type Session, singleSignOnQuery, useSession } from '../../api/session/session'
import css from './LoginPage.module.css'
import { SignInForm } from './SignInForm'
import { newTabSignIn, SingleSignOnLink } from './SingleSignOnLink'

const reload = () => window.location.reload()

/**
 * Signs the user in again by the method of the ended session, password or single sign-on, and
 * offers the other method.
 */
function SignInAgain({ session, mustAsk = false }: { session: Session; mustAsk?: boolean }) {
  const { t } = useTranslation('signIn')
  const { data: isOffered = false } = useQuery(singleSignOnQuery)
  const [isWithPassword, setWithPassword] = useState(false)
  const link = (variant: 'filled' | 'default') => (
    <SingleSignOnLink href={newTabSignIn(mustAsk)} isInNewTab variant={variant} />
  )
  const form = (
    <SignInForm
      user={session.source === 'local' ? session.user : ''}
      onDone={({ isSamePerson }) => {
        if (!isSamePerson) reload()
      }}
    />
  )
  if (!isOffered) return form
  if (session.source === 'local') {
    return (
      <div>
        {form}
        <p className={css.or}>{t('or')}</p>
        {link('default')}
      </div>
    )
  }
  return (
    <Stack gap="sm">
      <p>{t('newTabText')}</p>
      {link('filled')}
      {isWithPassword ? (
        form
      ) : (
        <Button variant="subtle" size="sm" onClick={() => setWithPassword(true)}>
          {t('withPassword')}
        </Button>
      )}
    </Stack>
  )
}

interface OtherUserProps {
  session: Session
  /** The user who is signed in now; undefined while unknown. */
  other: Session | undefined
}

/** Another user has signed in in another tab: continue as that user, or sign in again. */
function OtherUser({ session, other }: OtherUserProps) {
  const { t } = useTranslation('signIn')
  const [isSigningIn, setSigningIn] = useState(false)
  // Two single sign-on users may have the same display name.
  const isNamesake = other?.user === session.user
  const names = {
    user: isNamesake ? session.name : session.user,
    other: isNamesake ? other.name : other?.user,
  }
  const isKnown = other !== undefined
  return (
    <Stack gap="md">
      <p>{t(isKnown ? 'otherText' : 'unknownOtherText', names)}</p>
      <p>{t('otherKept', names)}</p>
      {isSigningIn ? (
        <SignInAgain session={session} mustAsk />
      ) : (
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => setSigningIn(true)}>
            {t('asUser', names)}
          </Button>
          <Button onClick={reload} autoFocus>
            {t(isKnown ? 'continueAs' : 'reload', names)}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

/**
 * Shown in place of the page: the reason for concealing it, and how to continue. The page keeps its
 * input, for its own user only.
 */
export function SessionOver() {
  const { t } = useTranslation('signIn')
  const { session } = useSession()
  const presence = usePresence()
  const title = useId()
  if (!session || presence.state === 'current') return null
  const isOther = presence.state === 'other'
  return (
    <main className={css.root}>
      <div className={css.box} role="dialog" aria-modal="true" aria-labelledby={title}>
        <h1 id={title} className={css.title}>
          {t(isOther ? 'other' : 'again')}
        </h1>
        {isOther ? (
          <OtherUser session={session} other={presence.session} />
        ) : (
          <Stack gap="md">
            <p>{t('againText', { user: session.user })}</p>
            <SignInAgain session={session} />
          </Stack>
        )}
      </div>
    </main>
  )
}
