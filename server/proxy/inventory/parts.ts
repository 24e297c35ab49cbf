import type { Change } from '../../../src/contract/change'
import type { InventoryObject } from '../../../src/contract/console/inventory/objects'
import { regionOf } from '../../../src/contract/rules/regions'

/** Lists that the inventory reads; `settings` and `instances` are those of one service. */
export const partKinds = [
  'clusters',
  'nodes',
  'namespaces',
  'services',
  'settings',
  'instances',
  'repositories',
  'tags',
  'triggers',
] as const
export type PartKind = (typeof partKinds)[number]

/** A list that one read covers. */
export interface PartRef {
  kind: PartKind
  /** As the account spells it; empty for the registry. */
  region: string
  clusterId?: string | undefined
  clusterName?: string | undefined
  namespace?: string | undefined
  serviceName?: string | undefined
  reponame?: string | undefined
}

/** A container with the image that it has in the settings, or runs. */
export interface ContainerImage {
  name: string
  image: string
}

/** Objects without the fields that the inventory itself adds. */
export type ReadObject = Omit<
  InventoryObject,
  'account' | 'region' | 'readAt' | 'statusSince' | 'images'
> & {
  containers?: readonly ContainerImage[]
  /** Only if it differs from the region of the list. */
  region?: string
}

/** The result of reading a list. */
export interface ReadPart {
  objects: ReadObject[]
  /** Further lists, of the objects in this one; lists that are no longer named are dropped. */
  children: PartRef[]
  /** For `settings`: the containers of the service. */
  containers?: readonly ContainerImage[]
}

/** Identifies a list within its account. */
export const keyOf = ({ kind, region, clusterId, namespace, serviceName, reponame }: PartRef) =>
  [kind, region, clusterId ?? '', namespace ?? '', serviceName ?? '', reponame ?? ''].join('\n')

/**
 * The lists that have to be read again after a change, by key. A change of a kind that is unknown to
 * this version concerns no list.
 */
export function changedKeys(change: Change, regions: readonly string[]): string[] {
  const { kind, clusterId = '', namespace = '', serviceName, name, reponame = '' } = change
  const longRegion = change.region
  const region =
    regions.find(
      (candidate) => candidate === longRegion || regionOf(candidate)?.long === longRegion,
    ) ?? ''
  const inCluster = (part: PartKind) => keyOf({ kind: part, region, clusterId })
  const ofService = (part: PartKind, service: string) =>
    keyOf({ kind: part, region, clusterId, namespace, serviceName: service })
  switch (kind) {
    case 'cluster':
      return [keyOf({ kind: 'clusters', region })]
    case 'node':
      return [inCluster('nodes')]
    case 'namespace':
      return [inCluster('namespaces')]
    case 'service':
      return [inCluster('services'), ofService('settings', name), ofService('instances', name)]
    case 'instance':
      return [
        ...(serviceName === undefined ? [] : [ofService('instances', serviceName)]),
        inCluster('services'),
      ]
    case 'event':
      return []
    case 'repository':
      return [keyOf({ kind: 'repositories', region: '' })]
    case 'tag':
      return [keyOf({ kind: 'tags', region: '', reponame })]
    case 'trigger':
      return [keyOf({ kind: 'triggers', region: '' })]
  }
}
