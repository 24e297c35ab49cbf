import {
  formatImageReference,
  isPathComponent,
  isSameRegistry,
  maxRepositoryLength,
  parseImageReference,
} from './imageReference'

/**
 * Names in the account's registry. The API document has no rules for them; the rules here are those
 * of image references, which every registry enforces.
 */

/** Domain of the account's registry (镜像仓库相关接口/获取 tag 列表, sample). */
export const registryDomain = 'ccr.ccs.tencentyun.com'

/** Whether a text is a valid name of a namespace, or of a repository without its namespace. */
export const isRegistryName = (name: string): boolean =>
  name.length <= maxRepositoryLength && isPathComponent(name)

/** Splits `namespace/name`; returns undefined for any other form. */
export function splitReponame(reponame: string): { namespace: string; name: string } | undefined {
  const [namespace = '', name = '', ...more] = reponame.split('/')
  const isOptionalMatch = more.length === 0 && isRegistryName(namespace) && isRegistryName(name)
  return isOptionalMatch && reponame.length <= maxRepositoryLength ? { namespace, name } : undefined
}

/** An image without the registry's domain: `namespace/name[:tag][@digest]`. */
export interface ImageName {
  namespace: string
  reponame: string
  /** `latest` if the image has neither tag nor digest. */
  tag: string | undefined
  digest: string | undefined
}

/** Parses an image reference of the account's registry; returns undefined for any other image. */
export function parseOwnImage(image: string): ImageName | undefined {
  const reference = parseImageReference(image.trim())
  if (!reference?.registry || !isSameRegistry(reference.registry, registryDomain)) return undefined
  const { repository: reponame, digest } = reference
  const parts = splitReponame(reponame)
  const tag = reference.tag ?? (digest === undefined ? 'latest' : undefined)
  return parts && { namespace: parts.namespace, reponame, tag, digest }
}

/**
 * Parses `namespace/name[:tag][@digest]`, without a domain; returns undefined for any other form.
 */
export const parseImageName = (image: string): ImageName | undefined =>
  parseOwnImage(`${registryDomain}/${image}`)

/** Formats an image reference with the registry's domain. */
export const registryImage = (reponame: string, tag: string) =>
  formatImageReference({ registry: registryDomain, repository: reponame, tag, digest: undefined })
