import { actions } from '../../../src/contract/index'
import { verify } from '../../wire/sign'
import type { CloudPorts } from '../simulation/ports'
import { refuse } from '../simulation/refusals'
import { type Flat, malformed } from './parameters'

/** How far a Timestamp may be from the clock, in milliseconds: api-facts.md 1.1, 4500. */
export const validFor = 2 * 3600_000

/** Who asks for what, proven by the signature. */
export interface Asked {
  action: string
  secretId: string
  /** Milliseconds since 1970. */
  timestamp: number
  nonce: string
  /** Parameters with the public ones among them. */
  flat: Flat
}

const required = ['Action', 'Timestamp', 'Nonce', 'SecretId', 'Signature']

/** The API's own hosts: clients that reach this endpoint by another name may still sign for them. */
const officialHosts = [
  ...new Set(Object.values(actions).map((action) => `${action.host}.api.qcloud.com`)),
]

function readPublic(flat: Flat): Asked {
  const missing = required.filter((name) => !flat[name])
  if (missing.length > 0) {
    throw malformed(10010, `lacked of required parameter(s): ${missing.join(', ')}`)
  }
  const { Action: action = '', Timestamp = '', Nonce: nonce = '', SecretId: secretId = '' } = flat
  for (const [name, text] of Object.entries({ Timestamp, Nonce: nonce })) {
    if (!/^\d{1,20}$/.test(text)) throw malformed(10360, `${name} must be a whole number`)
  }
  return { action, secretId, timestamp: Number(Timestamp) * 1000, nonce, flat }
}

/** Names under which the client may have known this endpoint, the likeliest first. */
function hostsOf(request: Request): Set<string> {
  const url = new URL(request.url)
  const named = [request.headers.get('host'), url.host, url.hostname]
  return new Set([...named.filter((host) => host !== null), ...officialHosts])
}

async function isSigned(request: Request, flat: Flat, secretKey: string): Promise<boolean> {
  const method = request.method === 'POST' ? 'POST' : 'GET'
  for (const host of hostsOf(request)) {
    if (await verify({ method, host, params: flat, secretKey })) return true
  }
  return false
}

/**
 * Reads the public parameters and proves the request, in the API's order: all there (4000), action
 * known (6100), SecretId known (4104), Timestamp near the clock (4500), Signature right (4100).
 */
export async function authenticate(
  request: Request,
  flat: Flat,
  isServed: (action: string) => boolean,
  { now, secretKeyOf }: Pick<CloudPorts, 'now' | 'secretKeyOf'>,
): Promise<Asked> {
  const asked = readPublic(flat)
  if (!isServed(asked.action)) {
    const says = `action ${asked.action} is not supported here, check the host name`
    throw refuse(6100, says)
  }
  const secretKey = secretKeyOf(asked.secretId)
  if (secretKey === undefined) {
    throw refuse(4104, 'SecretId does not exist', 10270)
  }
  if (Math.abs(now() - asked.timestamp) > validFor) {
    const says = 'Timestamp is more than 2 hours from the clock of the server'
    throw refuse(4500, says)
  }
  if (!(await isSigned(request, flat, secretKey))) {
    throw refuse(4100, 'authentication failed: Signature is wrong', 10030)
  }
  return asked
}
