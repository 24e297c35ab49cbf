import type * as contract from '../../../../../src/contract/actions/clusters/undocumentedActions'
import type { Handlers } from '../../handler'
import { type NodeUsage, nodeUsages } from '../../lifecycle/schedule/capacity'
import { clusterIn } from '../../refusals'
import type { Pod } from '../../world/serviceResources'

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

/**
 * The response contains cores and GiB as decimal numbers; they are stored as thousandths of a core
 * and MiB.
 */
const cores = (millicores: number) => millicores / 1000
const gibibytes = (mebibytes: number) => Math.round((mebibytes / 1024) * 1000) / 1000

const limitsOf = (pods: readonly Pod[], field: 'cpuLimits' | 'memoryLimits') =>
  sum(pods.flatMap(({ containers }) => containers.map(({ size }) => size?.[field] ?? 0)))

const requestsOf = ({ pods, used }: NodeUsage) => ({
  cpuRequest: cores(used.cpu),
  cpuLimit: cores(limitsOf(pods, 'cpuLimits')),
  memRequest: gibibytes(used.memory),
  memLimit: gibibytes(limitsOf(pods, 'memoryLimits')),
  gpuLimit: 0,
})

/** Totals are sums of unrounded values, so that rounding errors do not accumulate. */
export const DescribeClusterRequestLimitInfo: Handlers<
  typeof contract
>['DescribeClusterRequestLimitInfo'] = ({ clusterId }, context) => {
  const usages = nodeUsages(context.world, clusterIn(context, clusterId).id)
  const pods = usages.flatMap((usage) => usage.pods)
  return {
    totalCpuRequest: cores(sum(usages.map(({ used }) => used.cpu))),
    totalCpuLimit: cores(limitsOf(pods, 'cpuLimits')),
    totalMemRequest: gibibytes(sum(usages.map(({ used }) => used.memory))),
    totalMemLimit: gibibytes(limitsOf(pods, 'memoryLimits')),
    totalGpuLimit: 0,
    totalCpu: sum(usages.map(({ node }) => node.facts.cpu)),
    totalMem: sum(usages.map(({ node }) => node.facts.mem)),
    totalGpu: 0,
    requestLimitInfo: Object.fromEntries(
      usages.map((usage) => [usage.node.facts.lanIp, requestsOf(usage)]),
    ),
  }
}
