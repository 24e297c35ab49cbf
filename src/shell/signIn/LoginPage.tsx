import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Navigate, useLocation, useNavigate } from 'react-router'
import { ApiError } from '../../api/client/error'
import { withQuery } from '../../api/session/paths'
import { singleSignOnQuery, useSession } from '../../api/session/session'
import { useSessionWatch } from '../../api/session/sessionWatch'
import { ErrorText } from '../../ui/feedback/ErrorText'
import { LanguageSwitch } from '../LanguageSwitch'
import css from './LoginPage.module.css'
import { SignInForm } from './SignInForm'
import { SingleSignOnLink } from './SingleSignOnLink'

/** The page requested before signing in; same-origin paths only. */
function requestedPath(state: unknown): string {
  const from =
    typeof state === 'object' && state !== null && 'from' in state ? state.from : undefined
  return typeof from === 'string' && /^\/(?!\/)/.test(from) ? from : '/overview'
}

/** Why the last single sign-on failed, from the URL of the server's redirect. */
function failureIn(search: string): ApiError | undefined {
  const query = new URLSearchParams(search)
  const codeDesc = query.get('failed')
  if (codeDesc === null || !/^\w{1,40}$/.test(codeDesc)) return undefined
  const requestId = /^[\w-]{1,64}$/.exec(query.get('requestId') ?? '')?.[0]
  return new ApiError({ kind: 'refused', status: 403, code: 403, codeDesc, message: '', requestId })
}

export function LoginPage() {
  const { t } = useTranslation('signIn')
  const { session } = useSession()
  useSessionWatch()
  const { data: isOffered = false } = useQuery(singleSignOnQuery)
  const location = useLocation()
  const navigate = useNavigate()
  const target = requestedPath(location.state)
  const failure = failureIn(location.search)
  if (session) return <Navigate to={target} replace />
  return (
    <main className={css.root}>
      <title>{t('title')}</title>
      <div className={css.box}>
        <h1 className={css.title}>{t('title')}</h1>
        <p className={css.lead}>{t('lead')}</p>
        {failure && <ErrorText error={failure} />}
        <SignInForm onDone={() => navigate(target, { replace: true })} />
        {isOffered && (
          <>
            <p className={css.or}>{t('or')}</p>
            <SingleSignOnLink href={withQuery('/api/sso', { to: target })} />
          </>
        )}
      </div>
      <LanguageSwitch />
    </main>
  )
}
