import type { ImageUse } from '../../../src/contract/console/inventory/routes'
import { parseOwnImage } from '../../../src/contract/formats/registryNames'
import { regionOfObject } from './estate'
import type { Owned } from './inventory'

const keyOfUse = ({ region, clusterId, namespace, serviceName, containerName, image }: ImageUse) =>
  [region, clusterId, namespace, serviceName, containerName, image].join('\n')

/** One use for each container of a service or an instance whose image is in the registry. */
function* usesOf(owned: Owned): Generator<ImageUse> {
  const { kind, clusterId, clusterName = '', namespace, name, containers = [] } = owned.object
  const serviceName = kind === 'service' ? name : owned.object.serviceName
  if (clusterId === undefined || namespace === undefined || serviceName === undefined) return
  const region = regionOfObject(owned)
  for (const { name: containerName, image } of containers) {
    const ownImage = parseOwnImage(image)
    if (!ownImage) continue
    const { reponame, tag, digest } = ownImage
    yield {
      ...{ region, clusterId, clusterName, namespace, serviceName, containerName },
      ...{ image, reponame, ...(tag !== undefined && { tag }), ...(digest && { digest }) },
      ...{ isInSettings: kind === 'service', instances: kind === 'instance' ? 1 : 0 },
    }
  }
}

/**
 * Where images of an account's registry are in use: a rollout that is paused or failing has
 * instances with an image that the settings no longer name.
 */
export function imageUses(
  objects: Iterable<Owned>,
  { account, reponame }: { account: string; reponame: string | undefined },
): ImageUse[] {
  const uses = new Map<string, ImageUse>()
  for (const owned of objects) {
    const { kind } = owned.object
    if (owned.account !== account || (kind !== 'service' && kind !== 'instance')) continue
    for (const use of usesOf(owned)) {
      if (reponame !== undefined && use.reponame !== reponame) continue
      const key = keyOfUse(use)
      const earlier = uses.get(key)
      uses.set(key, {
        ...use,
        isInSettings: use.isInSettings || (earlier?.isInSettings ?? false),
        instances: use.instances + (earlier?.instances ?? 0),
      })
    }
  }
  return [...uses.values()]
}
