/**
 * Names in the registry. The API document has no rules for them; these are Docker's for image
 * references, which every registry enforces.
 */

/** Domain of the account's registry (镜像仓库相关接口/获取 tag 列表, sample). */
export const registryDomain = 'ccr.ccs.tencentyun.com'

const component = /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*$/
const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/

/** Docker's limit for a name without its tag. */
const maxLength = 255

/** The name of a namespace, or of a repository without its namespace. */
export const isRegistryName = (name: string): boolean =>
  name.length <= maxLength && component.test(name)

export const isTagName = (name: string): boolean => tagPattern.test(name)

/** Splits `namespace/name`; undefined for any other form. */
export function splitReponame(reponame: string): { namespace: string; name: string } | undefined {
  const [namespace = '', name = '', ...more] = reponame.split('/')
  const isOptionalMatch = more.length === 0 && isRegistryName(namespace) && isRegistryName(name)
  return isOptionalMatch && reponame.length <= maxLength ? { namespace, name } : undefined
}

/** An image without the registry's domain: `namespace/name:tag`; the default tag is `latest`. */
export interface ImageName {
  namespace: string
  reponame: string
  /** A tag name, or a digest `sha256:…`. */
  tag: string
}

/** Parses `namespace/name[:tag]` or `namespace/name@sha256:…`; undefined for any other form. */
export function parseImage(image: string): ImageName | undefined {
  const at = image.indexOf('@')
  const colon = image.indexOf(':')
  const splitTag = at >= 0 ? at : colon
  const reponame = splitTag < 0 ? image : image.slice(0, splitTag)
  const tag = splitTag < 0 ? 'latest' : image.slice(splitTag + 1)
  const parts = splitReponame(reponame)
  const isOptionalMatch = at >= 0 ? /^sha256:[0-9a-f]{64}$/.test(tag) : isTagName(tag)
  return parts && isOptionalMatch ? { namespace: parts.namespace, reponame, tag } : undefined
}

/**
 * Parses an image reference with the registry's domain; undefined for an image of another registry.
 */
export const ownImage = (image: string): ImageName | undefined =>
  image.startsWith(`${registryDomain}/`)
    ? parseImage(image.slice(registryDomain.length + 1))
    : undefined

/** Formats an image reference with the registry's domain. */
export const imageOf = (reponame: string, tag: string) => `${registryDomain}/${reponame}:${tag}`
