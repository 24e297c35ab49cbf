import type { Action } from '../../src/contract/action'
import { validate } from '../../src/contract/faults'
import { actions, isActionName } from '../../src/contract/index'
import { drift } from '../wire/conform'
import type { Envelope } from '../wire/envelope'
import { readObject, textField } from './body'
import type { Forward } from './forward'
import { toHex } from './hex'
import type { Count } from './metrics'
import type { Account, AuditEnd, ProxyPorts, User } from './ports'
import { fault, invalid, Problem } from './problem'
import { refusal } from './refusal'
import { UpstreamProblem } from './upstream'

interface Call {
  action: Action
  account: Account
  region: string
  params: Record<string, unknown>
}

/** Parameters without what must not be shown or kept. */
export const masked = (action: Action, params: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      action.secrets.includes(name) && value !== undefined ? '••••••••' : value,
    ]),
  )

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What the audit row says of a call that has ended with an error. */
function endOf(error: unknown): AuditEnd {
  if (!(error instanceof Problem)) return { outcome: 'unknown', durationMs: null }
  const { code, codeDesc, message } = error
  const isUnknown = error instanceof UpstreamProblem && error.fate === 'unknown'
  return { outcome: isUnknown ? 'unknown' : 'error', durationMs: null, code, codeDesc, message }
}

/** POST /api/call/<Action>: role, allow-list, validation, record, forward, record. */
export function createCall(ports: ProxyPorts, forward: Forward, count: Count) {
  const { accounts, store, now, randomBytes, log } = ports

  function actionOf(name: string): Action {
    if (isActionName(name)) return actions[name]
    throw new Problem(404, 'UnknownAction', `There is no action ${name}.`)
  }

  function checkRole(user: User, action: Action): void {
    if (!action.mutates || user.role !== 'viewer') return
    throw new Problem(
      403,
      'ReadOnly',
      `${user.name} may look but not change anything; ${action.name} needs the role operator or admin.`,
    )
  }

  async function read(action: Action, request: Request): Promise<Call> {
    const body = await readObject(request)
    const name = textField(body, 'account')
    const region = textField(body, 'region')
    const account = accounts.find((one) => one.name === name)
    if (!account) throw invalid([fault('account', 'oneOf', 'is not an account of this console')])
    if (!account.regions.includes(region)) {
      const known = account.regions.join(', ')
      throw invalid([fault('region', 'oneOf', `must be one of ${known} for account ${name}`)])
    }
    const params = body.params ?? {}
    if (!isObject(params)) throw invalid([fault('params', 'object', 'must be an object')])
    return { action, account, region, params }
  }

  /** Ids sort by time, so that rows of one millisecond keep an order. */
  const auditId = () => `${now().toString(16).padStart(12, '0')}-${toHex(randomBytes(8))}`

  const start = (call: Call, user: User, requestId: string) => ({
    id: auditId(),
    at: now(),
    user: user.name,
    account: call.account.name,
    region: call.region,
    action: call.action.name,
    params: JSON.stringify(masked(call.action, call.params)),
    requestId,
  })

  /** Sends the call; throws the refusal of the cloud or of the network. */
  async function send({ action, account, region, params }: Call): Promise<Envelope> {
    try {
      const envelope = await forward(action, account, region, params)
      count('upstream', action.name, envelope.code === 0 ? 'ok' : String(envelope.code))
      if (envelope.code !== 0) throw refusal(action, account, params, envelope)
      const faults = drift(action, envelope.data)
      if (faults.length > 0) {
        const paths = faults.slice(0, 5).map((one) => `${one.path} ${one.message}`)
        log({
          event: 'drift',
          action: action.name,
          account: account.name,
          faults: paths.join('; '),
        })
      }
      return envelope
    } catch (error) {
      if (error instanceof UpstreamProblem) count('upstream', action.name, error.codeDesc)
      throw error
    }
  }

  /** A write leaves a row before it goes out, which is completed when its end is known. */
  async function recorded(call: Call, user: User, requestId: string): Promise<Envelope> {
    const row = start(call, user, requestId)
    await store.audit.begin(row)
    const end = (how: AuditEnd) =>
      store.audit.complete(row.id, { ...how, durationMs: now() - row.at })
    let envelope: Envelope
    try {
      envelope = await send(call)
    } catch (error) {
      await end(endOf(error))
      throw error
    }
    const { code, codeDesc, message, requestId: cloudRequestId = null } = envelope
    await end({ outcome: 'ok', durationMs: null, code, codeDesc, message, cloudRequestId })
    return envelope
  }

  return async (name: string, request: Request, user: User, requestId: string) => {
    const action = actionOf(name)
    checkRole(user, action)
    const call = await read(action, request)
    const faults = validate(action, call.params)
    if (faults.length > 0) throw invalid(faults)
    const envelope = action.mutates ? await recorded(call, user, requestId) : await send(call)
    return envelope.data
  }
}
