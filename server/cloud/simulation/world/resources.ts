import * as z from 'zod/mini'
import { node as nodeResponse } from '../../../../src/contract/actions/clusters/clusterInfo'
import { deletedResourceSchemas } from './deletedResources'
import { registrySchemas } from './registryResources'
import { createdAt, deletionEndsAt, inCluster, resource } from './resource'
import { serviceSchemas } from './serviceResources'

const cluster = z.object({
  ...resource,
  /** Long form of the region, e.g. `ap-guangzhou`. */
  region: z.string(),
  name: z.string(),
  description: z.string(),
  cidr: z.string(),
  unVpcId: z.string(),
  os: z.enum(['centos7.2x86_64', 'ubuntu16.04.1 LTSx86_64']),
  k8sVersion: z.string(),
  projectId: z.number(),
  externalEndpoint: z.optional(z.string()),
  createdAt,
  updatedAt: z.number(),
  readyAt: z.number(),
  deletionEndsAt,
  isolated: z.optional(z.boolean()),
  /** Whether the creation failed at `readyAt`. */
  failed: z.optional(z.boolean()),
})

/** Fields of a node that the API returns and that do not change over time. */
const nodeFacts = z.omit(nodeResponse, {
  isNormal: true,
  abnormalReason: true,
  cvmState: true,
  createdAt: true,
  instanceCreateTime: true,
  labels: true,
})

const node = z.object({
  ...inCluster,
  facts: nodeFacts,
  labels: z.record(z.string(), z.string()),
  unschedulable: z.boolean(),
  createdAt,
  /** Time from which the node has joined and accepts instances. */
  readyAt: z.number(),
  deletionEndsAt,
  fault: z.optional(z.object({ reason: z.string(), since: z.number() })),
  /** Past faults, which the node's metrics show. */
  pastFaults: z.optional(
    z.array(z.object({ reason: z.string(), from: z.number(), to: z.number() })),
  ),
  /**
   * Images that the node has or is pulling, with the time at which each pull completes; instances
   * with such an image start sooner.
   */
  images: z.optional(z.array(z.object({ name: z.string(), at: z.number() }))),
})

/** A machine (CVM) of the account, spare or in a cluster; a node has the same ID as its machine. */
const machine = z.object({
  ...resource,
  /** Long form of the region, e.g. `ap-guangzhou`. */
  region: z.string(),
  unVpcId: z.string(),
  unSubnetId: z.string(),
  projectId: z.number(),
  facts: z.omit(nodeFacts, { kernelVersion: true, podCidr: true }),
  /** Bandwidth of the public address in Mbps. */
  bandwidth: z.number(),
  /** Size of the system disk in GB. */
  rootSize: z.number(),
  /** Size of the data disk in GB; 0 if there is none. */
  storageSize: z.number(),
  createdAt,
  /** State as in api-facts.md 5.4 while no operation is in progress. */
  state: z.number(),
  /** Whether the machine is returned to the vendor as soon as it has left its cluster. */
  returned: z.optional(z.boolean()),
})

const namespace = z.object({
  ...inCluster,
  name: z.string(),
  description: z.string(),
  createdAt,
  deletionEndsAt,
})

const task = z.object({
  ...resource,
  /** The requestId in the API. */
  number: z.number(),
  action: z.string(),
  startedAt: z.number(),
  doneAt: z.number(),
  fails: z.boolean(),
})

/**
 * A used nonce of a write that a version before 0.2.0 accepted, kept until its Timestamp expires to
 * prevent a replay. It expires by the real clock, so it has no `wakeAt` (usedNonce.ts).
 */
const nonce = z.object({ ...resource, until: z.number() })

/** Offset of the world's clock from the real clock (clock.ts). */
const clock = z.object({
  ...resource,
  /** Milliseconds by which the world's clock is ahead of the real clock. */
  ahead: z.number(),
})

/** Format version of the stored documents (upgrade.ts). */
const format = z.object({
  ...resource,
  /**
   * Number of upgrades that the world includes: those that existed when it was created, and those
   * applied since.
   */
  number: z.number(),
  seeded: z.enum(['demo', 'empty', 'large']),
})

/**
 * Schemas of the stored resources, by kind. Times are milliseconds since 1970 on the simulation's
 * clock. Data that can be derived from the resources and the clock (statuses, reasons, counts, most
 * events) is not stored.
 */
export const resourceSchemas = {
  cluster,
  node,
  machine,
  namespace,
  ...serviceSchemas,
  task,
  nonce,
  ...deletedResourceSchemas,
  clock,
  format,
  ...registrySchemas,
}

export type Kind = keyof typeof resourceSchemas
export type Resources = { [K in Kind]: z.output<(typeof resourceSchemas)[K]> }

export type Cluster = Resources['cluster']
export type Node = Resources['node']
export type Machine = Resources['machine']
export type Namespace = Resources['namespace']
export type WorldFormat = Resources['format']
