import { type Fields, isFields } from '../../../src/contract/fields'
import { actions } from '../../../src/contract/index'
import type { Scope } from '../ports'
import { type CallLocation, readAll, type Send } from './readAll'
import { isResourceInScope } from './scope'

/**
 * Maximum number of services whose settings are read for one call; a call that needs more is
 * refused.
 */
const maxServices = 1000
/** Concurrent reads; less than the limit of a session. */
const maxConcurrentReads = 16

/** Whether any row meets the condition; reads the rows in batches. */
export async function someInBatches<T>(rows: readonly T[], isMet: (row: T) => Promise<boolean>) {
  for (let at = 0; at < rows.length; at += maxConcurrentReads) {
    const batch = await Promise.all(rows.slice(at, at + maxConcurrentReads).map(isMet))
    if (batch.some(Boolean)) return true
  }
  return false
}

/** Settings of a service as the API returns them. */
export async function readSettings(
  location: CallLocation,
  named: object,
  send: Send,
): Promise<Fields> {
  const action = actions.DescribeClusterServiceInfo
  const { data } = await send({ ...location, action, params: named })
  return isFields(data) && isFields(data.service) ? data.service : {}
}

/**
 * Whether any service outside the scope, in the given regions of an account, meets a condition.
 * Returns true if there are too many services to read.
 */
export async function hasServiceOutsideScope(
  scope: Scope,
  { account }: Pick<CallLocation, 'account'>,
  regions: readonly string[],
  isMet: (settings: Fields) => boolean,
  send: Send,
): Promise<boolean> {
  const foreignServices: { location: CallLocation; named: object }[] = []
  for (const region of regions) {
    const location = { account, region }
    const clusters = await readAll(send, location, {
      action: actions.DescribeCluster,
      items: 'clusters',
      params: {},
    })
    for (const { clusterId } of clusters) {
      const services = await readAll(send, location, {
        action: actions.DescribeClusterService,
        items: 'services',
        params: { clusterId, allnamespace: 1 },
      })
      for (const { namespace, serviceName } of services) {
        const [cluster, within] = [String(clusterId), String(namespace)]
        const serviceLocation = {
          account: account.name,
          region,
          clusterId: cluster,
          namespace: within,
        }
        if (isResourceInScope(scope, serviceLocation)) continue
        foreignServices.push({ location, named: { clusterId, namespace, serviceName } })
      }
    }
    if (foreignServices.length > maxServices) return true
  }
  return someInBatches(foreignServices, async ({ location, named }) =>
    isMet(await readSettings(location, named, send)),
  )
}
