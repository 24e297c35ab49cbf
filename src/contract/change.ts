/** A resource that may have changed, for observers to read again. */
export interface Change {
  kind:
    | 'cluster'
    | 'node'
    | 'namespace'
    | 'service'
    | 'instance'
    | 'event'
    | 'repository'
    | 'tag'
    | 'trigger'
  /** Unique among the resources of its kind. */
  id: string
  /** Name of the resource in the API; for a node, its instanceId; for an event, that of its object. */
  name: string
  isRemoved: boolean
  /** Long form, e.g. `ap-guangzhou`; absent for the registry, which all regions share. */
  region?: string
  /** For a trigger, the cluster of the service that it updates. */
  clusterId?: string
  /** Namespace in the cluster; for repositories and tags, in the registry. */
  namespace?: string
  /** For an instance or event, its service; for a trigger, the service that it updates. */
  serviceName?: string
  /** Repository of a tag or trigger, e.g. `shop/web`. */
  reponame?: string
}
