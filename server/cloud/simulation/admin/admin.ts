import { ApiError } from '../../apiError'
import type { Engine } from '../engine'
import { atOneMoment } from '../oneMoment'
import { type AdminContext, AdminRefusal } from './action'
import { adminActions } from './actions'
import { checkCredentials, checkOrigin } from './guard'
import { adminHelp } from './help'
import { clusterView, worldView } from './worldView'

const json = (status: number, body: unknown) =>
  new Response(`${JSON.stringify(body, null, 2)}\n`, {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })

const refusal = (status: number, message: string, fields: AdminRefusal['fields'] = []) =>
  json(status, {
    error: { message, fields: fields.map(({ path, message: m }) => ({ path, message: m })) },
  })

/**
 * HTTP status for each ApiError code with which the simulation refuses an administrative action.
 */
const statuses: Readonly<Record<number, number>> = { 4000: 400, 5000: 404, 6200: 503 }
const statusOf = ({ code }: ApiError) => statuses[code] ?? 409

type AdminHandler = (context: AdminContext) => Record<string, unknown>

async function bodyOf(request: Request): Promise<unknown> {
  try {
    return await request.json()
  } catch {
    throw new AdminRefusal(400, 'the body is not JSON')
  }
}

async function handlerFor(request: Request): Promise<AdminHandler | undefined> {
  const { pathname } = new URL(request.url)
  if (request.method === 'POST') {
    const action = adminActions.find((adminAction) => adminAction.path === pathname)
    if (!action) return undefined
    const body = await bodyOf(request)
    return (context) => action.run(body, context)
  }
  if (pathname === '/world') return worldView
  const clusterId = /^\/world\/([^/]+)$/.exec(pathname)?.[1]
  return clusterId === undefined ? undefined : (context) => clusterView(context, clusterId)
}

async function answer(engine: Engine, request: Request, token: string): Promise<Response> {
  const rejection = await checkCredentials(request, token)
  if (rejection) return refusal(rejection.status, rejection.message)
  try {
    const handler = await handlerFor(request)
    if (!handler)
      return refusal(
        404,
        `${new URL(request.url).pathname} does not exist; GET / lists the actions`,
      )
    return json(200, await engine.inTurn(() => atOneMoment(engine, handler)))
  } catch (error) {
    if (error instanceof AdminRefusal) return refusal(error.status, error.message, error.fields)
    if (error instanceof ApiError) return refusal(statusOf(error), error.message)
    engine.ports.log(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return refusal(500, 'internal error; nothing was changed')
  }
}

/**
 * Handles a request to the simulation's admin API: changes for users and tests that the simulated
 * API has no action for. The admin API has its own port, accepts only JSON and requires a token;
 * GET / serves the help page.
 */
export async function administer(engine: Engine, request: Request): Promise<Response> {
  const { adminToken } = engine.ports
  const rejection = checkOrigin(request, adminToken)
  if (rejection) return refusal(rejection.status, rejection.message)
  const { pathname, origin } = new URL(request.url)
  if (pathname === '/' && request.method !== 'POST') {
    return new Response(adminHelp(origin), {
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    })
  }
  return answer(engine, request, adminToken ?? '')
}
