import type { ResponseOf } from '../../../../src/contract/action'
import type { DescribeClusterService } from '../../../../src/contract/actions/services/services'
import { type Access, accessTypeOf } from '../objects/service'

type Summary = ResponseOf<typeof DescribeClusterService>['services'][number]
type AccessView = Pick<Summary, 'lbId' | 'lbStatus' | 'externalIp' | 'serviceIp' | 'accessType'>

/**
 * Access of a service. Kubernetes assigns no ID to load balancers; the UID of the Service replaces
 * it.
 */
export function accessView(access: Access | undefined): AccessView {
  if (!access) {
    return { lbId: '', lbStatus: 'None', externalIp: '', serviceIp: '', accessType: 'None' }
  }
  const { type, clusterIP = '' } = access.spec
  const isBalanced = type === 'LoadBalancer'
  const [ingress] = access.status.loadBalancer?.ingress ?? []
  // A Service keeps the address of its load balancer for a moment after its type has changed.
  const externalIp = isBalanced ? (ingress?.ip ?? ingress?.hostname ?? '') : ''
  return {
    lbId: isBalanced ? access.metadata.uid : '',
    lbStatus: isBalanced ? (externalIp === '' ? 'Creating' : 'Running') : 'None',
    externalIp,
    serviceIp: clusterIP === 'None' ? '' : clusterIP,
    accessType: accessTypeOf(access),
  }
}
