import type { Effect } from '../../../src/contract/facts'
import { type Fields, isFields } from '../../../src/contract/fields'
import { actions, isActionName } from '../../../src/contract/index'
import { revisionLimits } from '../history/ports'
import { withSpecs } from '../history/revisionSpecs'
import type { ProxyPorts } from '../ports'
import type { OutgoingCall } from '../upstream/signedRequest'
import { readSettings } from './foreignServices'
import type { CallLocation, Send } from './readAll'
import { regionIn } from './scope'

/** Settings of the service whose instances a call starts. */
export interface DeployedSettings {
  settings: Fields
  /**
   * Whether the settings are the call's own parameters; only then can a refusal name a parameter.
   */
  isSent: boolean
}

const asString = (value: unknown, otherwise = '') => (typeof value === 'string' ? value : otherwise)

const serviceOf = ({ clusterId, namespace = 'default', serviceName }: Fields) => ({
  clusterId,
  namespace,
  serviceName,
})

/** Returns the parameters of a trigger change, completed with the stored trigger's values. */
async function withTrigger(
  { trigger }: Extract<Effect, { kind: 'deployment' }>,
  params: Fields,
  location: CallLocation,
  send: Send,
): Promise<Fields> {
  if (!trigger || !isActionName(trigger.read)) return params
  const action = actions[trigger.read]
  const name = params[trigger.param]
  const { data } = await send({ ...location, action, params: { [trigger.param]: name } })
  const { items = '', within = '' } = action.lists ?? {}
  const rows = isFields(data) ? data[items] : undefined
  const candidates: readonly unknown[] = Array.isArray(rows) ? rows : []
  const row = candidates.find(
    (candidate) => isFields(candidate) && candidate[trigger.param] === name,
  )
  const current = isFields(row) ? row[within] : undefined
  return { ...(isFields(current) && current), ...params }
}

/** Returns the current settings of the service that a call deploys, now or at a later push. */
async function currentSettings(
  effect: Extract<Effect, { kind: 'deployment' }>,
  params: Fields,
  location: CallLocation,
  send: Send,
): Promise<Fields> {
  const completeParams = await withTrigger(effect, params, location, send)
  const number = effect.region === undefined ? undefined : completeParams[effect.region]
  const region = number === undefined ? location.region : regionIn(location.account, String(number))
  return region === undefined
    ? {}
    : readSettings({ account: location.account, region }, serviceOf(completeParams), send)
}

/**
 * Returns the settings that a rollback restores, computed from the console's revisions. Falls back
 * to the current settings, which the last change may not have affected.
 */
async function previousSettings(
  { account, region, action }: OutgoingCall,
  params: Fields,
  send: Send,
  store: ProxyPorts['store'],
): Promise<Fields> {
  const { clusterId, namespace, serviceName } = serviceOf(params)
  const key = {
    account: account.name,
    region,
    clusterId: asString(clusterId),
    namespace: asString(namespace, 'default'),
    serviceName: asString(serviceName),
  }
  const rows = (
    await store.revisions.list(key, revisionLimits.rows, revisionLimits.params)
  ).toReversed()
  const [last] = rows.slice(-1)
  const rollback = last && { ...last, action: action.name, params: '{}', outcome: 'ok' as const }
  const previous = rollback && withSpecs([...rows, rollback]).at(-1)?.spec
  return previous ?? readSettings({ account, region }, serviceOf(params), send)
}

/**
 * Returns the settings that a call deploys: its own parameters, or the settings of the service that
 * it names.
 */
export async function settingsDeployedBy(
  call: OutgoingCall,
  params: Fields,
  send: Send,
  store: ProxyPorts['store'],
): Promise<DeployedSettings | undefined> {
  const { action, account, region } = call
  const kind = action.revision?.kind
  if (kind === 'created' || kind === 'replaced') return { settings: params, isSent: true }
  if (kind === 'rolledBack') {
    return { settings: await previousSettings(call, params, send, store), isSent: false }
  }
  for (const effect of action.effects ?? []) {
    if (effect.kind !== 'deployment') continue
    const settings = await currentSettings(effect, params, { account, region }, send)
    return { settings, isSent: false }
  }
  return undefined
}
