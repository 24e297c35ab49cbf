import type { Fields } from '../../../src/contract/fields'
import type { ProxyPorts } from '../ports'
import type { OutgoingCall } from '../upstream/signedRequest'
import { settingsDeployedBy } from './deployment'
import { requireOwnDisks } from './diskScope'
import { requireNoHostAccess } from './hostAccess'
import { type Send, withoutMissing } from './readAll'
import { isLimited, mayUseHost, type Scoped } from './scope'

/**
 * Throws 403 if a user limited to clusters or namespaces would deploy a service that mounts a disk
 * outside the scope, or that controls the node and whose account does not allow that. The settings
 * come from the call's parameters, from the named service (new images, restart, rollback), or from
 * the service that a trigger updates.
 */
export async function requireDeploymentScope(
  by: Scoped,
  call: OutgoingCall,
  params: Fields,
  send: Send,
  store: ProxyPorts['store'],
): Promise<void> {
  const { user, scope } = by
  if (!isLimited(scope, 'clusters') && !isLimited(scope, 'namespaces')) return
  // Missing services and triggers pass: the API refuses them with a more precise message.
  const read = withoutMissing(send)
  const deployed = await settingsDeployedBy(call, params, read, store)
  if (!deployed) return
  if (!mayUseHost(scope, call.account)) requireNoHostAccess(user, deployed)
  const isOther = deployed.isSent || call.action.revision?.kind === 'rolledBack'
  const { account, region } = call
  if (isOther) await requireOwnDisks(by, deployed, { account, region }, read)
}
