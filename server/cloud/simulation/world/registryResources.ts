import * as z from 'zod/mini'
import {
  AddUpdateServiceTrigger,
  invokeMethod,
} from '../../../../src/contract/actions/registry/triggers'
import { createdAt, resource } from './resource'

/**
 * Registry settings of the account; the ID is `account`. Passwords are not stored, because no
 * action reads them.
 */
const registry = z.object({
  ...resource,
  limits: z.object({
    namespace: z.number(),
    repo: z.number(),
    tag: z.number(),
    triggers: z.number(),
  }),
  passwordChangedAt: z.optional(z.number()),
})

const registryNamespace = z.object({ ...resource, createdAt })

const retention = z.object({
  type: z.enum(['keep_last_days', 'keep_last_nums']),
  /** A number of days or of tags, depending on the strategy. */
  value: z.number(),
  /**
   * Whether the strategy is enabled. Disabled strategies are kept, because the API returns them
   * with `valid` 0.
   */
  valid: z.boolean(),
  createdAt,
})

/** A repository; its ID is `namespace/name`. */
const repository = z.object({
  ...resource,
  namespace: z.string(),
  public: z.literal([0, 1]),
  description: z.string(),
  createdAt,
  updatedAt: z.number(),
  pulls: z.number(),
  /** Number of other users who have marked the repository as a favourite. */
  favouriteCount: z.number(),
  strategy: z.optional(retention),
})

/** A tag; its ID is `namespace/name:tag`. */
const tag = z.object({
  ...resource,
  reponame: z.string(),
  name: z.string(),
  /** The `id` in the API: numbers the tags of a repository in the order of their first push. */
  number: z.number(),
  /** Digest of the manifest, `sha256:…`. */
  digest: z.string(),
  /** Digest of the image, `sha256:…`. */
  imageId: z.string(),
  sizeByte: z.number(),
  author: z.string(),
  architecture: z.string(),
  dockerVersion: z.string(),
  os: z.string(),
  /** Time at which the image was built. */
  builtAt: z.number(),
  updatedAt: z.number(),
  pushedAt: z.number(),
  /** Numbers the pushes to a repository; absent for seeded tags. */
  pushNumber: z.optional(z.number()),
})

/** A favourite of the user; its ID consists of the repository's type and name. */
const favourite = z.object({
  ...resource,
  reponame: z.string(),
  repotype: z.enum(['QCLOUD HUB', 'DOCKER HUB']),
  createdAt,
})

const condition = z.object({ invokeMethod, invokeExpr: z.string() })

/** A trigger; its ID is its name. */
const trigger = z.object({
  ...resource,
  reponame: z.string(),
  condition,
  target: z.object({
    serviceName: z.string(),
    clusterId: z.string(),
    namespace: z.string(),
    containerName: z.string(),
    clusterRegion: AddUpdateServiceTrigger.request.shape.clusterRegion,
  }),
  createdAt,
  updatedAt: z.number(),
})

/** A run of a trigger, with the trigger's target at the time of the run. */
const triggerLog = z.object({
  ...resource,
  reponame: z.string(),
  at: z.number(),
  fired: z.object({
    triggerName: z.string(),
    tagName: z.string(),
    invokeCondition: condition,
    invokePara: z.object({
      serviceName: z.string(),
      clusterId: z.string(),
      namespace: z.string(),
      containerName: z.string(),
      clusterRegion: z.number(),
    }),
    invokeResult: z.object({ returnCode: z.number(), returnMsg: z.string() }),
  }),
})

/** Resources of the registry, which belong to the account and not to a region. */
export const registrySchemas = {
  registry,
  registryNamespace,
  repository,
  tag,
  favourite,
  trigger,
  triggerLog,
}

export type Registry = z.output<typeof registry>
export type RegistryNamespace = z.output<typeof registryNamespace>
export type Repository = z.output<typeof repository>
export type Tag = z.output<typeof tag>
export type Favourite = z.output<typeof favourite>
export type Trigger = z.output<typeof trigger>
export type TriggerLog = z.output<typeof triggerLog>
