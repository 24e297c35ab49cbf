import * as z from 'zod/mini'
import { integer, repeatableChoice, requiredParameter } from '../declare/field'
import { route } from '../declare/route'
import { time } from '../declare/values'
import { shownTask } from '../tasks'
import { inventoryKinds, inventoryObject } from './objects'

/**
 * Why an answer may be incomplete. `unread`: number of lists in the user's scope that have not been
 * read yet; `failing`: number of those whose latest read failed.
 */
const completeness = {
  unread: z.number(),
  failing: z.number(),
  /**
   * When the oldest part of the answer was current: now, if backends report the changes of all parts.
   * Null if nothing was read.
   */
  oldestReadAt: z.nullable(time),
}

const regionState = z.object({
  account: z.string(),
  region: z.string(),
  /** `watch`: the backend reports changes; `poll`: the lists are read again in turns. */
  mode: z.enum(['watch', 'poll']),
  /** Number of lists that the inventory reads here. */
  lists: z.number(),
  ...completeness,
  /** The latest failure, until a read succeeds again. */
  error: z.optional(z.object({ at: time, codeDesc: z.string(), message: z.string() })),
})
export type InventoryRegionState = z.output<typeof regionState>

const accountState = z.object({
  account: z.string(),
  /** Maximum number of calls per second; null while the account is watched. */
  callsPerSecond: z.nullable(z.number()),
  /** Duration of the last complete round in milliseconds; null before the first one ends. */
  roundTime: z.nullable(z.number()),
  /** Whether this process observes the account; otherwise another one on the same database does. */
  isObservedHere: z.boolean(),
})

export const readInventoryState = route('GET /api/inventory/state', {
  summary: 'How complete and how old the inventory is, by account and region.',
  access: 'viewer',
  response: z.object({
    accounts: z.readonly(z.array(accountState)),
    regions: z.readonly(z.array(regionState)),
  }),
})

const objects = z.readonly(z.array(inventoryObject))

/** Filters by location; names outside the user's scope match nothing. */
const place = {
  account: z.optional(z.string()),
  region: z.optional(z.string()),
  clusterId: z.optional(z.string()),
  namespace: z.optional(z.string()),
}

export const listInventory = route('GET /api/inventory/objects', {
  summary: 'Objects of a kind in the user’s scope, from all accounts and regions unless filtered.',
  access: 'viewer',
  query: z.object({
    kind: repeatableChoice(inventoryKinds),
    ...place,
    limit: integer(0, 1_000, 100),
    offset: integer(0, 1_000_000, 0),
  }),
  response: z.object({ totalCount: z.number(), objects, ...completeness }),
})

export const searchInventory = route('GET /api/inventory/search', {
  summary: 'Objects any of whose names, addresses or images contains every word of `q`.',
  access: 'viewer',
  query: z.object({
    q: requiredParameter(),
    kind: z.optional(repeatableChoice(inventoryKinds)),
    limit: integer(1, 200, 20),
  }),
  response: z.object({
    /** Best matches first. */
    objects,
    totalCount: z.number(),
    /** Number of matches by kind, regardless of `kind`. */
    counts: z.record(z.string(), z.number()),
    ...completeness,
  }),
})

/**
 * A problem that needs attention. `endpoint`: a region's endpoint does not answer; `task`: an
 * operation failed; the others are the kind of the object.
 */
const problem = z.object({
  kind: z.enum(['endpoint', 'cluster', 'node', 'service', 'task']),
  account: z.string(),
  region: z.string(),
  /** `critical`: affects running instances; `warning`: may affect them later. */
  severity: z.enum(['critical', 'warning']),
  /** When the problem was first seen; null if it existed at the first read. */
  since: z.nullable(time),
  /** The object concerned, as of its last read. */
  object: z.optional(inventoryObject),
  /** The API's words, or those of the console about an endpoint. */
  message: z.string(),
  /** Error code of an endpoint. */
  codeDesc: z.optional(z.string()),
  /** The failed task. */
  task: z.optional(shownTask),
})
export type InventoryProblem = z.output<typeof problem>

export const listProblems = route('GET /api/inventory/problems', {
  summary: 'What is wrong now in all accounts and regions of the user’s scope, worst first.',
  access: 'viewer',
  query: z.object({
    account: z.optional(z.string()),
    limit: integer(1, 1_000, 100),
  }),
  response: z.object({
    problems: z.readonly(z.array(problem)),
    totalCount: z.number(),
    /** Number of objects by kind. */
    estate: z.record(z.string(), z.number()),
    ...completeness,
  }),
})

const imageUse = z.object({
  region: z.string(),
  clusterId: z.string(),
  clusterName: z.string(),
  namespace: z.string(),
  serviceName: z.string(),
  containerName: z.string(),
  image: z.string(),
  reponame: z.string(),
  /** `latest` if the image has neither tag nor digest. */
  tag: z.optional(z.string()),
  digest: z.optional(z.string()),
  /** Whether the settings of the service name this image; new instances will run it. */
  isInSettings: z.boolean(),
  /** Number of present instances whose container runs this image. */
  instances: z.number(),
})
/** An image of the account's registry in a container of a service. */
export type ImageUse = z.output<typeof imageUse>

export const listImageUses = route('GET /api/inventory/uses', {
  summary:
    'Services whose settings name images of the account’s registry, or whose instances run them.',
  access: 'viewer',
  query: z.object({
    account: requiredParameter(),
    /** Of all repositories, if absent. */
    reponame: z.optional(z.string()),
  }),
  response: z.object({ uses: z.readonly(z.array(imageUse)), ...completeness }),
  errors: ['OutOfScope'],
})
