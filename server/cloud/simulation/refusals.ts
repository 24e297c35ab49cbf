import { codes, type PublicCode } from '../../wire/codes'
import { ApiError, type Context } from './handler'
import type { Cluster } from './world/resources'

/** A refusal under the public name of its code. */
export const refuse = (code: PublicCode, says: string, moduleCode?: number) =>
  new ApiError(code, codes[code].name, says, moduleCode)

/** 5000: what a parameter names does not exist, is gone, or lies in another region. */
export const notFound = (what: string, id: string) =>
  new ApiError(5000, `${what}NotFound`, `${what} ${id} does not exist in this region`)

/** 4000: a parameter is of the right form but cannot be; `path` is its wire name. */
export const invalid = (path: string, says: string) => refuse(4000, `${path} ${says}`, 10000)

/** 5100: the state of things does not allow the action now. */
export const denied = (codeDesc: string, says: string) => new ApiError(5100, codeDesc, says)

/** 5100: clients wait for 10 to 15 seconds and try again (api-facts.md 1.3). */
export const clusterNotReady = (clusterId: string, status: string) =>
  denied('ClusterNotReadyError', `cluster ${clusterId} is ${status}, which does not allow this`)

/** The cluster of this id in the request's region, or the refusal 5000. */
export function clusterIn({ world, region }: Context, clusterId: string): Cluster {
  const cluster = world.get('cluster', clusterId)
  if (cluster?.region !== region.long) throw notFound('Cluster', clusterId)
  return cluster
}
