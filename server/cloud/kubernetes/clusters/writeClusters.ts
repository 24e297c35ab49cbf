import { blocksOverlap, cidrOf, parseCidr } from '../../../../src/contract/rules/cidr'
import { refusal } from '../../apiError'
import type { Handlers } from '../../backend'
import { checkCidrForm } from '../../cidrForm'
import { annotationNames } from '../annotations'
import { change } from '../client/change'
import type { PseudoNetwork } from '../lookups/network'
import { pseudoIds } from '../lookups/network'
import { podBlock } from './clusterView'
import { type Clusters, clusterIn, inRegion } from './find'
import { nodeView } from './nodeView'

const isIpv4 = (address: string | undefined): address is string =>
  address !== undefined && /^[\d.]+$/.test(address)

export const clusterWrites = (clusters: Clusters, network: PseudoNetwork | undefined) =>
  ({
    /**
     * Stores the name and description in annotations of kube-system, so that every Gantry on the
     * cluster shows them and they survive a loss of Gantry's data. An empty description is removed.
     */
    ModifyClusterAttributes: async ({ clusterId, clusterName, clusterDesc }, context) => {
      const { client, cache } = clusterIn(clusters, clusterId, context)
      const annotations = {
        ...(clusterName !== undefined && { [annotationNames.clusterName]: clusterName }),
        ...(clusterDesc !== undefined && {
          [annotationNames.clusterDescription]: clusterDesc === '' ? null : clusterDesc,
        }),
      }
      const path = '/api/v1/namespaces/kube-system'
      const body = { metadata: { annotations } }
      cache.merge('namespaces', await change(client, { method: 'PATCH', path, body }))
      return {}
    },

    /** Checks the block for conflicts with the known addresses of pods, nodes and Services. */
    CheckClusterCIDR: async ({ vpcId, clusterCIDR }, context) => {
      if (vpcId !== pseudoIds(network).vpcId) {
        const message = `VPC ${vpcId} does not exist in ${context.region.long}`
        throw refusal('InvalidVpc.NotFound', message)
      }
      checkCidrForm(clusterCIDR)
      const block = parseCidr(clusterCIDR)
      for (const { id, cache } of inRegion(clusters, context)) {
        await cache.ready(['nodes', 'accesses'], context)
        const nodes = cache.nodes.all()
        const nodeAddress = nodes
          .map((node) => nodeView(node).lanIp)
          .find((address) => isIpv4(address) && blocksOverlap(block, parseCidr(address)))
        if (nodeAddress !== undefined) {
          const message = `${clusterCIDR} contains ${nodeAddress}, the address of a node of cluster ${id}`
          throw refusal('ConflictWithVpcCIDR', message)
        }
        const pods = podBlock(nodes)
        const services = cache.accesses.all().map(({ spec }) => spec.clusterIP)
        const overlapping = [pods, ...services].find((item) => {
          const isAddress = isIpv4(item?.split('/')[0])
          return item && isAddress && blocksOverlap(block, parseCidr(item))
        })
        if (overlapping) {
          const message = `${clusterCIDR} conflicts with ${cidrOf(parseCidr(overlapping))} of cluster ${id}`
          throw refusal('ConflictWithOtherClusterCIDR', message)
        }
      }
      return {}
    },
  }) satisfies Handlers
