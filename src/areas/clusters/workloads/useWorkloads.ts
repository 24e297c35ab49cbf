import { combineReads, useRead, useReads } from '../../../api/client/read'
import { DescribeServiceInstance } from '../../../contract/actions/services/instances'
import {
  DescribeClusterService,
  DescribeClusterServiceInfo,
} from '../../../contract/actions/services/services'
import type { Workload } from './workload'

/** Exceeds the instances of one service in a cluster of twenty nodes. */
const limit = 200

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

/** A cluster's instances by node with their resource requests; undefined while loading. */
export function useWorkloads(clusterId: string): {
  workloads: readonly Workload[] | undefined
  error: Error | null
} {
  const allServices = useRead(DescribeClusterService, { clusterId, allnamespace: 1 })
  const services = allServices.data?.services ?? []
  const serviceParams = services.map(({ namespace, serviceName }) => ({
    clusterId,
    namespace,
    serviceName,
  }))
  const infos = useReads(DescribeClusterServiceInfo, serviceParams)
  const lists = useReads(
    DescribeServiceInstance,
    serviceParams.map((params) => ({ ...params, limit })),
  )
  const error = allServices.error ?? combineReads(infos).error ?? combineReads(lists).error
  const isRead = allServices.data && [...infos, ...lists].every((read) => read.data)
  if (!isRead) return { workloads: undefined, error }
  const workloads = services.map(({ namespace, serviceName }, index): Workload => {
    const containers = infos[index]?.data?.service.containers ?? []
    const onNode: Record<string, number> = {}
    for (const { nodeIp } of lists[index]?.data?.instances ?? []) {
      if (nodeIp) onNode[nodeIp] = (onNode[nodeIp] ?? 0) + 1
    }
    const needs = {
      cpu: sum(containers.map((container) => container.cpu)),
      memory: sum(containers.map((container) => container.memory)),
    }
    return { namespace, serviceName, needs, onNode }
  })
  return { workloads, error }
}
