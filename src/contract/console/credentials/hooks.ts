import { route } from '../declare/route'
import { noData } from '../declare/values'

export const backChannelLogout = route('POST /hooks/oidc/logout', {
  summary:
    'OpenID Connect Back-Channel Logout 1.0: the identity provider posts `logout_token` as a form, and the sessions that it names end.',
  access: 'public',
  isOpenWhileReadOnly: true,
  isRepeatable: false,
  response: noData,
  errors: ['NotFound', 'InvalidLogoutToken', 'TooManyAttempts', 'SingleSignOnFailed'],
})

/** Whether other servers call this path; they send no headers of the console's pages. */
export const isHookPath = (path: string): boolean => path.startsWith('/hooks/')
