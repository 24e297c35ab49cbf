import { Button, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useNavigate } from 'react-router'
import { ApiError } from '../../api/client/error'
import { confirmSingleSignOn } from '../../api/session/reauthentication'
import { useSession } from '../../api/session/session'
import { ErrorText } from '../../ui/feedback/ErrorText'
import { LanguageSwitch } from '../LanguageSwitch'
import css from './LoginPage.module.css'

const freshSignInUrl = '/api/sso?fresh=1'

/** The user who has signed in instead of the session's user. */
function otherUserIn(error: Error | null): string | undefined {
  if (!(error instanceof ApiError) || error.codeDesc !== 'OtherUserConfirmed') return undefined
  return String(error.fields[0]?.values?.user ?? '')
}

function OtherUser({ user, other }: { user: string; other: string }) {
  const { t } = useTranslation('signIn')
  return (
    <Stack gap="sm" role="alert">
      <p>{t('newTab.otherText', { user, other })}</p>
      <Button component="a" href={freshSignInUrl} size="sm" fullWidth>
        {t('asUser', { user })}
      </Button>
      <Button component="a" href="/api/sso" variant="default" size="sm" fullWidth>
        {t('continueAs', { other })}
      </Button>
    </Stack>
  )
}

/**
 * Landing page after single sign-on in a new tab. The first tab keeps its page and continues
 * automatically. When a session must be confirmed by a fresh sign-in, this page confirms it, for
 * the same user only.
 */
export function SignedInPage() {
  const { t } = useTranslation('signIn')
  const { hash } = useLocation()
  const navigate = useNavigate()
  const { session, isPending } = useSession()
  const [code] = useState(() => new URLSearchParams(hash.slice(1)).get('confirm'))
  const confirmation = useQuery({
    queryKey: ['confirmation', code],
    enabled: code !== null,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => confirmSingleSignOn(code ?? ''),
  })
  useEffect(() => {
    if (hash !== '') void navigate({ hash: '' }, { replace: true })
  }, [hash, navigate])

  if (isPending || (code !== null && confirmation.isPending)) return null
  const { error } = confirmation
  const otherUser = otherUserIn(error)
  const isDone = session !== null && error === null
  const title = isDone ? 'newTab.title' : 'newTab.failed'
  return (
    <main className={css.root}>
      <title>{t(title)}</title>
      <div className={css.box}>
        <h1 className={css.title}>{t(title)}</h1>
        {isDone && <p>{t('newTab.text', { user: session?.user })}</p>}
        {otherUser !== undefined && <OtherUser user={session?.user ?? ''} other={otherUser} />}
        {error !== null && otherUser === undefined && (
          <Stack gap="sm">
            <ErrorText error={error} />
            <Button component="a" href={session ? freshSignInUrl : '/login'} size="sm" fullWidth>
              {t('newTab.again')}
            </Button>
          </Stack>
        )}
        {session === null && error === null && <Link to="/login">{t('submit')}</Link>}
      </div>
      <LanguageSwitch />
    </main>
  )
}
