import * as z from 'zod/mini'
import { time } from '../declare/values'

/** The kinds of objects that the inventory holds; instances are Kubernetes pods. */
export const inventoryKinds = [
  'cluster',
  'node',
  'namespace',
  'service',
  'instance',
  'repository',
  'tag',
  'trigger',
] as const
export type InventoryKind = (typeof inventoryKinds)[number]

const optionalName = z.optional(z.string())
const names = z.optional(z.readonly(z.array(z.string())))

/** An object as the inventory knows it. Absent fields do not apply to its kind, or are unknown. */
export const inventoryObject = z.object({
  kind: z.enum(inventoryKinds),
  account: z.string(),
  /** As the account spells it, e.g. `gz`; empty for the registry, which all regions share. */
  region: z.string(),
  /** Identifies the object within its kind, cluster and namespace: `cls-…`, `ins-…` or the name. */
  id: z.string(),
  name: z.string(),
  clusterId: optionalName,
  clusterName: optionalName,
  /** Namespace in the cluster. */
  namespace: optionalName,
  /** The service of an instance, or the service that a trigger updates. */
  serviceName: optionalName,
  /** The repository of a tag or trigger. */
  reponame: optionalName,
  /** The API's word; for a node `Normal`, `Abnormal`, `Joining` or `Cordoned`. */
  status: optionalName,
  /** The API's words for an abnormal status. */
  reason: optionalName,
  addresses: names,
  /** For a service, the images of its settings; for an instance, those that it runs. */
  images: names,
  /** Desired and current number of a service's instances. */
  desiredReplicas: z.optional(z.number()),
  currentReplicas: z.optional(z.number()),
  restartCount: z.optional(z.number()),
  /** Digest of a tag's manifest. */
  digest: optionalName,
  /** Beijing time, as in the API. */
  createdAt: optionalName,
  /**
   * When the console first saw this status after another one; null if the object had it at the
   * first read.
   */
  statusSince: z.nullable(time),
  /** When the object was read. */
  readAt: time,
})
export type InventoryObject = z.output<typeof inventoryObject>
