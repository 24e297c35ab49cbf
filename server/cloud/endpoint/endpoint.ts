import { regionOf, regions } from '../../../src/contract/rules/regions'
import type { Answer } from '../../wire/envelope'
import { apiPath } from '../../wire/sign'
import { advance } from '../simulation/advance'
import { commit, type Engine, timeIn } from '../simulation/engine'
import { reservedFault } from '../simulation/faults'
import { ApiError } from '../simulation/handler'
import { servedAs } from '../simulation/handlers'
import { type Asked, authenticate } from './authenticate'
import { type Flat, malformed, parametersOf } from './parameters'
import type { Seen } from './replay'
import { bodyOf } from './versions'

interface Endpoint extends Engine {
  seen: Seen
}

function regionFor({ flat }: Asked, isNeeded: boolean) {
  const region = flat.Region === undefined && !isNeeded ? regions[0] : regionOf(flat.Region ?? '')
  if (region) return region
  if (!flat.Region) throw malformed(10010, 'lacked of required parameter(s): Region')
  throw malformed(10350, `Region ${flat.Region} is not known`)
}

/** Answers a proven request at one moment. */
async function answer(endpoint: Endpoint, asked: Asked): Promise<Answer> {
  const { ports, world, seen } = endpoint
  const { random, speed } = ports
  const real = endpoint.clock()
  seen.take(asked, real)
  const it = servedAs(asked.action)
  if (!it) throw new Error(`${asked.action} is not served`)
  const { action, read } = it
  const region = regionFor(asked, action.host !== 'account')
  const call = read(asked.flat)
  const fault = reservedFault(asked.flat)
  if (fault) throw fault
  const now = timeIn(endpoint, real)
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
  let flat: Flat = {}
  try {
    flat = await parametersOf(request)
    const asked = await authenticate(request, flat, (name) => servedAs(name) !== undefined, ports)
    return json(bodyOf(flat, await endpoint.inTurn(() => answerOrRevert(endpoint, asked))))
  } catch (error) {
    if (error instanceof ApiError) return json(bodyOf(flat, refusal(error)))
    ports.log(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return json(bodyOf(flat, { code: 6000, message: 'internal error', moduleCode: 10050 }))
  }
}
