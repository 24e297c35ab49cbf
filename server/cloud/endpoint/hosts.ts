import type { Action, Module } from '../../../src/contract/action'
import { actions } from '../../../src/contract/index'
import { stringToSign, verify } from '../../wire/sign'
import { malformed, refuse } from '../apiError'
import type { Flat } from '../backend'

const domain = 'api.qcloud.com'
const hostOf = (module: Module) => `${module}.${domain}`

const allActions: readonly Action[] = Object.values(actions)

/** The API's own host names: each answers the actions of its module. */
const officialHosts: ReadonlySet<string> = new Set(allActions.map(({ host }) => hostOf(host)))

/** Returns host names that the client may have used for this endpoint, most likely first. */
function namesOf(request: Request): string[] {
  const url = new URL(request.url)
  const hostNames = [request.headers.get('host'), url.host, url.hostname]
  return [...new Set(hostNames.filter((host) => host !== null))]
}

const wrongHost = (name: string, { host }: Action, used: string) =>
  refuse(6100, `action ${name} is not supported by ${used}: its host is ${hostOf(host)}`)

/**
 * Refuses unknown actions. A request to one of the API's host names must name an action of that
 * host. Any other host name, e.g. 127.0.0.1, serves all actions.
 */
export function checkHost(
  request: Request,
  name: string,
  action: Action | undefined,
): asserts action is Action {
  const [named = ''] = namesOf(request)
  // A fully qualified name may end in a dot.
  const host = named.toLowerCase().replace(/\.?(:\d*)?$/, '')
  const isOfficial = host.endsWith(`.${domain}`)
  if (isOfficial && !officialHosts.has(host)) {
    throw malformed(10000, `host ${host} is none of ${[...officialHosts].join(', ')}`)
  }
  if (!action) throw refuse(6100, `action ${name} is not supported here, check the host name`)
  if (isOfficial && host !== hostOf(action.host)) throw wrongHost(name, action, host)
}

/** Masks values that a message must not quote: secrets of the action, and environment variables. */
const maskValues = (flat: Flat, secrets: readonly string[]): Flat =>
  Object.fromEntries(
    Object.entries(flat).map(([name, value]) => [
      name,
      secrets.includes(name) || /\.envs\.\d+\.value$/.test(name) ? '***' : value,
    ]),
  )

/**
 * Verifies the signature against each host name that the client may have used for this endpoint,
 * and against the API's own host of the action, which clients behind a proxy or a tunnel sign for.
 */
export async function checkSignature(
  request: Request,
  flat: Flat,
  action: Action,
  secretKey: string,
): Promise<void> {
  const method = request.method === 'POST' ? 'POST' : 'GET'
  const isSignedFor = (host: string) => verify({ method, host, params: flat, secretKey })
  const ownHost = hostOf(action.host)
  const names = namesOf(request)
  for (const host of [...names, ownHost]) if (await isSignedFor(host)) return
  for (const host of officialHosts) {
    if (host !== ownHost && (await isSignedFor(host))) throw wrongHost(action.name, action, host)
  }
  const [host = ownHost] = names
  const verifiedString = stringToSign({ method, host, params: maskValues(flat, action.secrets) })
  // Signatures are base64, in which a space is an unencoded plus sign.
  const encoding = flat.Signature?.includes(' ')
    ? 'Signature contains a space; encode + in it as %2B.'
    : 'Signature is wrong.'
  const message = `authentication failed: ${encoding} The string that was verified is ${verifiedString}`
  throw refuse(4100, message, 10030)
}
