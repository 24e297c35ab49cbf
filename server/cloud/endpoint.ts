import { regionOf, regions } from '../../src/contract/regions'
import { type Answer, writeEnvelope } from '../wire/envelope'
import { apiPath } from '../wire/sign'
import { advance } from './advance'
import { type Asked, authenticate } from './authenticate'
import { reservedFault } from './faults'
import { ApiError } from './handler'
import { servedAs } from './handlers'
import { malformed, parametersOf } from './parameters'
import type { CloudPorts } from './ports'
import type { Seen } from './replay'
import type { World } from './world'

export interface Endpoint {
  ports: CloudPorts
  world: World
  seen: Seen
  /** The clock, which never goes back for the world. */
  moment: () => number
  /** Runs a piece of work when all before it have ended. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>
}

function regionFor({ flat }: Asked, isNeeded: boolean) {
  const region = flat.Region === undefined && !isNeeded ? regions[0] : regionOf(flat.Region ?? '')
  if (region) return region
  if (!flat.Region) throw malformed(10010, 'lacked of required parameter(s): Region')
  throw malformed(10350, `Region ${flat.Region} is not known`)
}

/** Writes down what has changed, or takes it back. */
async function commit({ world, ports }: Endpoint): Promise<void> {
  const change = world.changes()
  if (change.put.length + change.remove.length > 0) await ports.storage.commit(change)
  world.settle()
}

/** Answers a proven request at one moment. */
async function answer(endpoint: Endpoint, asked: Asked): Promise<Answer> {
  const { ports, world, seen } = endpoint
  const { random, speed } = ports
  const now = endpoint.moment()
  seen.take(asked, now)
  const it = servedAs(asked.action)
  if (!it) throw new Error(`${asked.action} is not served`)
  const { action, read } = it
  const region = regionFor(asked, action.host !== 'account')
  const call = read(asked.flat)
  const fault = reservedFault(asked.flat)
  if (fault) throw fault
  advance({ world, speed }, now)
  await commit(endpoint)
  const data = call({ world, now, region, random, speed })
  if (action.mutates) seen.note(asked)
  await commit(endpoint)
  return { code: 0, message: '', codeDesc: 'Success', data, flat: action.flat }
}

/** Everything that a request asks for happens, or nothing. */
async function answerOrRevert(endpoint: Endpoint, asked: Asked): Promise<Answer> {
  try {
    return await answer(endpoint, asked)
  } catch (error) {
    endpoint.world.revert()
    // What was refused once must not be accepted when it is sent again after a restart.
    if (error instanceof ApiError && servedAs(asked.action)?.action.mutates) {
      endpoint.seen.note(asked)
      await commit(endpoint)
    }
    throw error
  }
}

/** Messages repeat what was sent, which may be a megabyte. */
const longest = 1000
const shortened = (text: string) => (text.length > longest ? `${text.slice(0, longest)}…` : text)

const refusal = ({ code, codeDesc, message, moduleCode }: ApiError): Answer => ({
  code,
  codeDesc,
  message: shortened(message),
  ...(moduleCode !== undefined && { moduleCode }),
})

const json = (body: unknown) =>
  new Response(JSON.stringify(body), {
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  })

const plain = (status: number, text: string, headers = {}) =>
  new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain', ...headers } })

/**
 * One request to the API, from its parameters to its envelope. Refusals are HTTP 200 with a code of
 * api-facts.md 1; none of them changes anything. What goes wrong in here is 6000.
 */
export async function respond(endpoint: Endpoint, request: Request): Promise<Response> {
  const { ports } = endpoint
  if (new URL(request.url).pathname !== apiPath) return plain(404, 'not found')
  if (request.method !== 'GET' && request.method !== 'POST') {
    return plain(405, 'method not allowed', { allow: 'GET, POST' })
  }
  try {
    const flat = await parametersOf(request)
    const asked = await authenticate(request, flat, (name) => servedAs(name) !== undefined, ports)
    return json(writeEnvelope(await endpoint.inTurn(() => answerOrRevert(endpoint, asked))))
  } catch (error) {
    if (error instanceof ApiError) return json(writeEnvelope(refusal(error)))
    ports.log(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return json(writeEnvelope({ code: 6000, message: 'internal error', moduleCode: 10050 }))
  }
}
