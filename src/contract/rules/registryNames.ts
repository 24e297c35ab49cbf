/**
 * Names in the registry. The API document gives no rules for them, so these are Docker's own for
 * references to images, which every registry enforces: what they refuse can be neither pushed nor pulled.
 */

/** Domain of the account's registry (镜像仓库相关接口/获取 tag 列表, sample). */
export const registryDomain = 'ccr.ccs.tencentyun.com'

const component = /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*$/
const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/

/** Docker takes no more of a name without its tag. */
const longest = 255

/** Of a namespace, or of a repository without its namespace. */
export const isRegistryName = (name: string): boolean =>
  name.length <= longest && component.test(name)

export const isTagName = (name: string): boolean => tagPattern.test(name)

/** The two parts of `namespace/name`; undefined where it is not made so. */
export function splitReponame(reponame: string): { namespace: string; name: string } | undefined {
  const [namespace = '', name = '', ...more] = reponame.split('/')
  const fits = more.length === 0 && isRegistryName(namespace) && isRegistryName(name)
  return fits && reponame.length <= longest ? { namespace, name } : undefined
}

/** An image of the registry, without the domain: `namespace/name:tag`, `latest` where no tag is given. */
export interface ImageName {
  namespace: string
  reponame: string
  /** Name of a tag, or a digest `sha256:…`. */
  tag: string
}

/** The parts of `namespace/name[:tag]` or `namespace/name@sha256:…`; undefined where it is not made so. */
export function parseImage(image: string): ImageName | undefined {
  const at = image.indexOf('@')
  const colon = image.indexOf(':')
  const cut = at >= 0 ? at : colon
  const reponame = cut < 0 ? image : image.slice(0, cut)
  const tag = cut < 0 ? 'latest' : image.slice(cut + 1)
  const parts = splitReponame(reponame)
  const fits = at >= 0 ? /^sha256:[0-9a-f]{64}$/.test(tag) : isTagName(tag)
  return parts && fits ? { namespace: parts.namespace, reponame, tag } : undefined
}

/** The same of an image as a service names it; undefined where it is of another registry. */
export const ownImage = (image: string): ImageName | undefined =>
  image.startsWith(`${registryDomain}/`)
    ? parseImage(image.slice(registryDomain.length + 1))
    : undefined

/** An image of the registry as a service names it. */
export const imageOf = (reponame: string, tag: string) => `${registryDomain}/${reponame}:${tag}`
