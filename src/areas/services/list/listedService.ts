import type { Service, Summary } from '../serviceState'

/** A listed service with its location. */
export interface ListedService extends Summary {
  clusterId: string
  clusterName: string
  region: string
  /** Undefined while unknown. */
  clusterStatus?: string | undefined
  /** Loaded only if a visible column needs it. */
  details?: Service | undefined
}

export const serviceKey = ({ region, clusterId, namespace, serviceName }: ListedService): string =>
  [region, clusterId, namespace, serviceName].join('/')
