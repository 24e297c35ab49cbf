import { sha256Bytes } from '../../../wire/digest'

/**
 * Only loopback host names are accepted: with DNS rebinding, a page of another site could reach
 * this port under its own host name.
 */
const ownHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i

/** Compares digests instead of the tokens, so that timing reveals nothing about the token. */
async function isToken(presentedToken: string, token: string): Promise<boolean> {
  const [presentedHash, tokenHash] = await Promise.all([
    sha256Bytes(presentedToken),
    sha256Bytes(token),
  ])
  return presentedHash.every((byte, index) => byte === tokenHash[index])
}

export interface Rejection {
  status: number
  message: string
}

/**
 * Checks every request, including one for the help page; returns `undefined` if the request is
 * allowed.
 */
export function checkOrigin(request: Request, token: string | undefined): Rejection | undefined {
  const host = request.headers.get('host') ?? new URL(request.url).host
  if (!ownHost.test(host)) return { status: 403, message: `Host ${host} is not this machine` }
  if (token === undefined) return { status: 403, message: 'the administration is disabled' }
  if (!['GET', 'HEAD', 'POST'].includes(request.method)) {
    return { status: 405, message: 'method not allowed' }
  }
  return undefined
}

/**
 * Authenticates requests that read or change the simulated world. The required headers prevent
 * cross-site request forgery: neither a form nor a page of another site can send them.
 */
export async function checkCredentials(
  request: Request,
  token: string,
): Promise<Rejection | undefined> {
  const presentedToken = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  if (presentedToken === undefined || !(await isToken(presentedToken, token))) {
    return { status: 401, message: 'the token is missing or wrong: send Authorization: Bearer …' }
  }
  if (request.method !== 'POST') return undefined
  if (request.headers.get('x-gantry') !== '1') {
    return { status: 403, message: 'a write requires the header X-Gantry: 1' }
  }
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    return { status: 415, message: 'a write requires Content-Type: application/json' }
  }
  return undefined
}
