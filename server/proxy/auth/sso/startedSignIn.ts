import type { ProxyRequest } from '../../http/messages'
import type { Peer } from '../../ports'

const lifetimeSeconds = 600
/** Maximum path length; a longer path would make the cookie too large. */
const maxPathLength = 1500

/** Each sign-in has its own cookie, so that several tabs can sign in at once. */
function cookieName({ tls }: Peer, state: string): string {
  const suffix = /^[\w-]{16,}$/.test(state) ? `-${state.slice(0, 16)}` : ''
  return `${tls ? '__Host-' : ''}gantry-sso${suffix}`
}

/** SameSite=Lax: a strict cookie would not be sent on the redirect back from the provider. */
const cookie = (peer: Peer, state: string, value: string, seconds: number) =>
  `${cookieName(peer, state)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${peer.tls ? '; Secure' : ''}`

/**
 * Returns the page to return to, as path and query; `/` unless the text is a path of this console.
 */
export function pathWithin(text: string | undefined): string {
  if (!text?.startsWith('/') || text.length > maxPathLength) return '/'
  const base = 'http://console.invalid'
  if (!URL.canParse(text, base)) return '/'
  const { origin, pathname, search } = new URL(text, base)
  // The Location header would treat a path such as /.//host as another host.
  return origin === base && !pathname.startsWith('//') ? `${pathname}${search}` : '/'
}

/** A sign-in in progress in a browser. */
interface StartedSignIn {
  /** The secret for the callback; empty if this browser did not start the sign-in. */
  secret: string
  /** The page to return to. */
  path: string
  /** Whether the sign-in confirms a session instead of creating one. */
  isFresh: boolean
}

const freshMark = 'fresh'

/** Set-Cookie value for a sign-in that starts. */
export const keepSignIn = (
  peer: Peer,
  state: string,
  { secret, path, isFresh }: StartedSignIn,
): string =>
  cookie(
    peer,
    state,
    [secret, isFresh ? freshMark : '', encodeURIComponent(path)].join('.'),
    lifetimeSeconds,
  )

export const forgetSignIn = (peer: Peer, state: string): string => cookie(peer, state, '', 0)

/** Finds the sign-in that this browser started with the state. */
export function findSignIn(request: ProxyRequest, peer: Peer, state: string): StartedSignIn {
  const name = `${cookieName(peer, state)}=`
  const pairs = (request.headers.get('Cookie') ?? '').split(';').map((part) => part.trim())
  const value = pairs.find((pair) => pair.startsWith(name))?.slice(name.length) ?? ''
  const [secret = '', mark, ...pathParts] = value.split('.')
  const isFresh = mark === freshMark
  try {
    return { secret, isFresh, path: pathWithin(decodeURIComponent(pathParts.join('.'))) }
  } catch {
    return { secret, isFresh, path: '/' }
  }
}
