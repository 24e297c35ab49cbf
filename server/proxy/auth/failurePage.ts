import { beginSingleSignOn, endSingleSignOn } from '../../../src/contract/console/session'
import { ProxyResponse } from '../http/messages'
import type { Problem } from '../http/problem'
import type { RouteContext } from '../http/routes'

/**
 * Redirects a browser to the sign-in page, which explains the failure in the user's language and
 * offers another attempt. Scripts, which don't accept HTML, get the error itself.
 */
export function failurePage(
  { request, route }: RouteContext,
  { codeDesc }: Problem,
  requestId: string,
): ProxyResponse | undefined {
  const isSingleSignOn = route === beginSingleSignOn.id || route === endSingleSignOn.id
  if (!isSingleSignOn || !request.headers.get('Accept')?.includes('text/html')) return undefined
  const query = new URLSearchParams({ failed: codeDesc, requestId })
  return new ProxyResponse(303, null, { Location: `/login?${query}` })
}
