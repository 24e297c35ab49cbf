import { DescribeClusterServiceInfo } from '../../../src/contract/actions/services/services'
import { type Fields, isFields } from '../../../src/contract/fields'
import { revisionLimits } from '../history/ports'
import { withSpecs } from '../history/revisionSpecs'
import { type Field, Problem } from '../http/problem'
import type { ProxyPorts, Scope } from '../ports'
import type { OutgoingCall } from '../upstream/signedRequest'
import type { Send } from './readAll'
import { mayUseHost } from './scope'

const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/**
 * Paths of the settings that give control of the node; an empty `hostPath` is a temporary
 * directory.
 */
function hostPaths(settings: Fields): string[] {
  const privileged = listed(settings.containers).flatMap((one, index) =>
    isFields(one) && one.privileged === true ? [`containers.${index}.privileged`] : [],
  )
  const mounted = listed(settings.volumes).flatMap((one, index) =>
    isFields(one) && typeof one.hostPath === 'string' && one.hostPath !== ''
      ? [`volumes.${index}.hostPath`]
      : [],
  )
  return [...privileged, ...mounted]
}

const message =
  'is refused to users limited to clusters or namespaces, because it controls the node; leave it out, or ask an administrator to set "allowHostAccess" for the account'

function refused(user: string, paths: readonly string[], isSent: boolean): Problem {
  const what = 'A privileged container or a directory of the node'
  const fields: Field[] = paths.map((path) => ({ path, rule: 'hostAccess', message }))
  return new Problem(
    403,
    'OutOfScope',
    `${what} ${message}. ${user} is limited so.`,
    isSent ? { fields } : {},
  )
}

/** Present settings of the service that a call names. */
async function presentSettings({ account, region }: OutgoingCall, params: Fields, send: Send) {
  const { clusterId, namespace = 'default', serviceName } = params
  const named = { clusterId, namespace, serviceName }
  const { data } = await send({
    action: DescribeClusterServiceInfo,
    account,
    region,
    params: named,
  })
  return isFields(data) && isFields(data.service) ? data.service : {}
}

/** Settings that a rollback restores, if the console's own history has them. */
async function previousSettings(
  { account, region, action }: OutgoingCall,
  params: Fields,
  store: ProxyPorts['store'],
): Promise<Fields> {
  const text = (value: unknown, otherwise = '') => (typeof value === 'string' ? value : otherwise)
  const key = {
    account: account.name,
    region,
    clusterId: text(params.clusterId),
    namespace: text(params.namespace, 'default'),
    serviceName: text(params.serviceName),
  }
  const rows = (
    await store.revisions.list(key, revisionLimits.rows, revisionLimits.params)
  ).toReversed()
  const [last] = rows.slice(-1)
  if (!last) return {}
  const rollback = { ...last, action: action.name, params: '{}', outcome: 'ok' as const }
  return withSpecs([...rows, rollback]).at(-1)?.spec ?? {}
}

/**
 * Throws 403 for a call by which a user limited to clusters or namespaces would deploy a privileged
 * container or a volume of a directory of the node, unless the account allows it: with its
 * parameters, with an image for a service that has one, or by a rollback to settings known to have
 * one.
 */
export async function requireHostAccess(
  { user, scope }: { user: string; scope: Scope },
  call: OutgoingCall,
  params: Fields,
  send: Send,
  store: ProxyPorts['store'],
): Promise<void> {
  const kind = call.action.revision?.kind
  if (kind === undefined || mayUseHost(scope, call.account)) return
  const isSent = kind === 'created' || kind === 'replaced'
  const settings = isSent
    ? params
    : kind === 'images'
      ? await presentSettings(call, params, send)
      : kind === 'rolledBack'
        ? await previousSettings(call, params, store)
        : {}
  const paths = hostPaths(settings)
  if (paths.length > 0) throw refused(user, paths, isSent)
}
