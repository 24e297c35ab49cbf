import type { Fields } from '../../../src/contract/fields'
import type { ProxyPorts } from '../ports'
import type { OutgoingCall } from '../upstream/signedRequest'
import { deployedBy } from './deployment'
import { requireOwnDisks } from './diskScope'
import { requireNoHostAccess } from './hostAccess'
import { type Send, withoutMissing } from './readAll'
import { isLimited, mayUseHost, type Scoped } from './scope'

/**
 * Throws 403 for a call by which a user limited to clusters or namespaces would deploy a service
 * that controls the node, unless the account allows it, or that mounts a disk of others: with its
 * parameters, with images or a restart of a service that has one, by a trigger that updates such a
 * service, or by a rollback to such settings.
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
  // The API reports a missing service or trigger more precisely.
  const read = withoutMissing(send)
  const deployed = await deployedBy(call, params, read, store)
  if (!deployed) return
  if (!mayUseHost(scope, call.account)) requireNoHostAccess(user, deployed)
  const isOther = deployed.isSent || call.action.revision?.kind === 'rolledBack'
  const { account, region } = call
  if (isOther) await requireOwnDisks(by, deployed, { account, region }, read)
}
