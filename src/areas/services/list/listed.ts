import type { Service, Summary } from '../serviceState'

/** A listed service with its location. */
export interface Listed extends Summary {
  clusterId: string
  clusterName: string
  region: string
  /** Loaded only if a visible column needs it. */
  details?: Service | undefined
}

export const listedKey = ({ region, clusterId, namespace, serviceName }: Listed): string =>
  [region, clusterId, namespace, serviceName].join('/')
