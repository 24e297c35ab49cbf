import type * as z from 'zod/mini'
import type { Action } from '../../../src/contract/action'
import {
  DescribeCluster,
  DescribeClusterInstances,
} from '../../../src/contract/actions/clusters/clusters'
import { DescribeClusterNameSpaces } from '../../../src/contract/actions/clusters/namespaces'
import { SearchUserRepository } from '../../../src/contract/actions/registry/repositories'
import { GetTagList } from '../../../src/contract/actions/registry/tags'
import { ListTrigger } from '../../../src/contract/actions/registry/triggers'
import { DescribeServiceInstance } from '../../../src/contract/actions/services/instances'
import {
  DescribeClusterService,
  DescribeClusterServiceInfo,
} from '../../../src/contract/actions/services/services'
import { check } from '../../../src/contract/rules/faults'
import { regions } from '../../../src/contract/rules/regions'
import { Problem } from '../http/problem'
import type { PartKind, PartRef, ReadObject, ReadPart } from './parts'

/** Sends a read of one page to the region of the list; rejects with Problem. */
export type SendRead = (action: Action, params: object) => Promise<unknown>

/** Number of rows that every endpoint accepts as a page. */
const pageSize = 100

/** The action that reads each list. */
export const readActions = {
  clusters: DescribeCluster,
  nodes: DescribeClusterInstances,
  namespaces: DescribeClusterNameSpaces,
  services: DescribeClusterService,
  settings: DescribeClusterServiceInfo,
  instances: DescribeServiceInstance,
  repositories: SearchUserRepository,
  tags: GetTagList,
  triggers: ListTrigger,
} as const satisfies Record<PartKind, Action>

/**
 * Returns a response that conforms to the contract; throws for any other, so that the inventory
 * never holds guesses.
 */
async function ask<A extends Action>(
  send: SendRead,
  action: A,
  params: object,
): Promise<z.output<A['response']>> {
  const data = await send(action, params)
  const { value } = check<A['response']>(action.response, data)
  if (value !== undefined) return value
  const message = `The response to ${action.name} does not match the contract.`
  throw new Problem(502, 'UpstreamBadAnswer', message)
}

/** Reads all rows, page by page. A list that shrinks meanwhile ends with a short page. */
async function askAll<A extends Action, Row>(
  send: SendRead,
  action: A,
  params: object,
  rowsOf: (page: z.output<A['response']>) => readonly Row[],
): Promise<Row[]> {
  const rows: Row[] = []
  for (let offset = 0; ; offset += pageSize) {
    const page = rowsOf(await ask(send, action, { ...params, offset, limit: pageSize }))
    rows.push(...page)
    if (page.length < pageSize) return rows
  }
}

const nonEmpty = (...texts: string[]) => texts.filter((text) => text !== '')

/** Machines that are being created, started, formatted or reinstalled (api-facts.md 5.4). */
const startingMachineStates: readonly number[] = [3, 8, 11, 14]

type NodeRow = z.output<typeof DescribeClusterInstances.response>['nodes'][number]

function statusOfNode({ isNormal, cvmState, unschedulable }: NodeRow): string {
  if (isNormal !== 1) return startingMachineStates.includes(cvmState) ? 'Joining' : 'Abnormal'
  return unschedulable ? 'Cordoned' : 'Normal'
}

type Reader = (send: SendRead, ref: PartRef) => Promise<ReadPart>

async function readClusters(send: SendRead, { region }: PartRef): Promise<ReadPart> {
  const rows = await askAll(send, DescribeCluster, {}, ({ clusters }) => clusters)
  const objects = rows.map(
    ({ clusterId, clusterName, status, createdAt }): ReadObject => ({
      ...{ kind: 'cluster', id: clusterId, name: clusterName, clusterId, clusterName },
      ...{ status, createdAt },
    }),
  )
  const lists = ['nodes', 'namespaces', 'services'] as const
  const children = rows.flatMap(({ clusterId, clusterName }) =>
    lists.map((kind) => ({ kind, region, clusterId, clusterName })),
  )
  return { objects, children }
}

async function readNodes(send: SendRead, { clusterId = '', clusterName }: PartRef) {
  const rows = await askAll(send, DescribeClusterInstances, { clusterId }, ({ nodes }) => nodes)
  const objects = rows.map(
    (node): ReadObject => ({
      kind: 'node',
      ...{ id: node.instanceId, name: node.instanceName, clusterId, clusterName },
      ...{ status: statusOfNode(node), createdAt: node.createdAt },
      addresses: nonEmpty(node.lanIp, node.wanIp),
      ...(node.abnormalReason !== '' && { reason: node.abnormalReason }),
    }),
  )
  return { objects, children: [] }
}

async function readNamespaces(send: SendRead, { clusterId = '', clusterName }: PartRef) {
  const { namespaces } = await ask(send, DescribeClusterNameSpaces, { clusterId })
  const objects = namespaces.map(
    ({ name, status, createdAt }): ReadObject => ({
      ...{ kind: 'namespace', id: name, name, clusterId, clusterName, namespace: name },
      ...{ status, createdAt },
    }),
  )
  return { objects, children: [] }
}

async function readServices(send: SendRead, ref: PartRef): Promise<ReadPart> {
  const { region, clusterId = '', clusterName } = ref
  const params = { clusterId, allnamespace: 1 }
  const { services } = await ask(send, DescribeClusterService, params)
  const objects = services.map((service): ReadObject => {
    const { serviceName: name, namespace, status, createdAt } = service
    const { desiredReplicas, currentReplicas } = service
    const reason = Object.keys(service.srcReasonMap ?? service.reasonMap).join(', ')
    return {
      ...{ kind: 'service', id: name, name, clusterId, clusterName, namespace },
      ...{ status, createdAt, desiredReplicas, currentReplicas },
      addresses: nonEmpty(service.serviceIp, service.externalIp),
      ...(reason !== '' && { reason }),
    }
  })
  const children = services.flatMap(({ serviceName, namespace }) =>
    (['settings', 'instances'] as const).map((kind) => ({
      ...{ kind, region, clusterId, clusterName, namespace, serviceName },
    })),
  )
  return { objects, children }
}

const serviceParams = ({ clusterId, namespace, serviceName }: PartRef) => ({
  ...{ clusterId, namespace, serviceName },
})

async function readSettings(send: SendRead, ref: PartRef): Promise<ReadPart> {
  const { service } = await ask(send, DescribeClusterServiceInfo, serviceParams(ref))
  const containers = service.containers.map(({ containerName, image }) => ({
    ...{ name: containerName, image },
  }))
  return { objects: [], children: [], containers }
}

async function readInstances(send: SendRead, ref: PartRef): Promise<ReadPart> {
  const { clusterId, clusterName, namespace, serviceName } = ref
  const rows = await askAll(
    send,
    DescribeServiceInstance,
    serviceParams(ref),
    ({ instances }) => instances,
  )
  const objects = rows.map((instance): ReadObject => {
    const { name, status, restartCount, createdAt } = instance
    const reasons = [instance.reason, ...instance.containers.map((one) => one.reason)]
    const reason = [...new Set(nonEmpty(...reasons))].join(', ')
    return {
      ...{ kind: 'instance', id: name, name, clusterId, clusterName, namespace, serviceName },
      ...{ status, restartCount, createdAt },
      addresses: nonEmpty(instance.ip, instance.nodeIp),
      containers: instance.containers.map(({ name: container, image }) => ({
        name: container,
        image,
      })),
      ...(reason !== '' && { reason }),
    }
  })
  return { objects, children: [] }
}

async function readRepositories(send: SendRead): Promise<ReadPart> {
  const rows = await askAll(send, SearchUserRepository, {}, ({ repoInfo }) => repoInfo)
  const objects = rows.map(
    ({ reponame, creationTime }): ReadObject => ({
      ...{ kind: 'repository', id: reponame, name: reponame, reponame, createdAt: creationTime },
    }),
  )
  const children = rows.map(({ reponame }) => ({ kind: 'tags' as const, region: '', reponame }))
  return { objects, children }
}

async function readTags(send: SendRead, { reponame = '' }: PartRef): Promise<ReadPart> {
  const rows = await askAll(send, GetTagList, { reponame }, ({ tagInfo }) => tagInfo)
  const objects = rows.map(
    ({ tagName, tagId, pushTime }): ReadObject => ({
      ...{ kind: 'tag', id: tagName, name: tagName, reponame, digest: tagId, createdAt: pushTime },
    }),
  )
  return { objects, children: [] }
}

async function readTriggers(send: SendRead): Promise<ReadPart> {
  const rows = await askAll(send, ListTrigger, {}, ({ triggerInfo }) => triggerInfo)
  const objects = rows.map(({ triggerName, repoName, createTime, invokePara }): ReadObject => {
    const { clusterId, namespace, serviceName, clusterRegion } = invokePara
    const region = regions.find(({ id }) => id === clusterRegion)?.short
    return {
      ...(region !== undefined && { region }),
      ...{ kind: 'trigger', id: triggerName, name: triggerName, reponame: repoName },
      ...{ clusterId, namespace, serviceName, createdAt: createTime },
    }
  })
  return { objects, children: [] }
}

const readers: Record<PartKind, Reader> = {
  clusters: readClusters,
  nodes: readNodes,
  namespaces: readNamespaces,
  services: readServices,
  settings: readSettings,
  instances: readInstances,
  repositories: readRepositories,
  tags: readTags,
  triggers: readTriggers,
}

/** Reads a list completely; rejects with Problem. */
export const readPart: Reader = (send, ref) => readers[ref.kind](send, ref)
