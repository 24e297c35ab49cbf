import { useCallback } from 'react'
import { withLocation } from '../../api/session/location'
import { clusterPath, repositoryPath, servicePath, withQuery } from '../../api/session/paths'
import { useSession } from '../../api/session/session'
import type { InventoryObject } from '../../contract/console/inventory/objects'

/** Path of an object's page, or of the list that shows it. */
export function objectPath(object: InventoryObject): string {
  const { kind, name, clusterId = '', namespace = '', serviceName, reponame = '' } = object
  const service = servicePath({ clusterId, namespace, serviceName: serviceName ?? name })
  const filtered = (path: string) => withQuery(path, { q: name })
  switch (kind) {
    case 'cluster':
      return clusterPath(clusterId)
    case 'node':
      return filtered(`${clusterPath(clusterId)}/nodes`)
    case 'namespace':
      return filtered(`${clusterPath(clusterId)}/namespaces`)
    case 'service':
      return service
    case 'instance':
      return filtered(`${service}/instances`)
    case 'repository':
      return repositoryPath(reponame)
    case 'tag':
      return filtered(`${repositoryPath(reponame)}/tags`)
    case 'trigger':
      return filtered('/triggers')
  }
}

/**
 * Returns a function that adds account and region to a path. The registry belongs to no region, so
 * its pages open in the account's first one.
 */
export function useHrefAt() {
  const { session } = useSession()
  return useCallback(
    (path: string, { account, region }: Pick<InventoryObject, 'account' | 'region'>) => {
      const regions = session?.accounts.find(({ name }) => name === account)?.regions
      return withLocation(path, { account, region: region || (regions?.[0] ?? '') })
    },
    [session],
  )
}
