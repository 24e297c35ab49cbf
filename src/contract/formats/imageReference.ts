/**
 * Image references by the grammar of the OCI distribution reference implementation, with the
 * normalisation of Docker and Kubernetes: `[registry/]repository[:tag][@digest]`.
 */
export interface ImageReference {
  /** Host of the registry with its port, as written; undefined for the default registry. */
  registry: string | undefined
  /** Path of the repository, e.g. `shop/web`. */
  repository: string
  tag: string | undefined
  /** E.g. `sha256:…`; takes precedence over a tag. */
  digest: string | undefined
}

const hostName = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::\d+)?$/i
const hostAddress = /^\[[0-9a-f:]+\](?::\d+)?$/i
const component = /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*$/
const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/
/**
 * Algorithms with the number of hexadecimal digits of their digests; clients refuse all other
 * algorithms.
 */
const digestDigits: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 }

/** Maximum length of a repository's path. */
export const maxRepositoryLength = 255

export const isPathComponent = (text: string): boolean => component.test(text)

export const isTagName = (name: string): boolean => tagPattern.test(name)

function isDigest(text: string): boolean {
  const [algorithm = '', digits = ''] = text.split(':')
  const length = Object.entries(digestDigits).find(([name]) => name === algorithm)?.[1]
  return text === `${algorithm}:${digits}` && digits.length === length && /^[0-9a-f]+$/.test(digits)
}

/**
 * Whether the first part of a path names a registry. A part without a dot, a port or a capital
 * letter belongs to the repository's path, except for `localhost`.
 */
const isRegistry = (firstComponent: string) =>
  /[.:]/.test(firstComponent) ||
  firstComponent === 'localhost' ||
  firstComponent !== firstComponent.toLowerCase()

/** Splits a text at the first `mark`. */
function splitAt(text: string, mark: string, from = 0): [string, string | undefined] {
  const at = text.indexOf(mark, from)
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

/** Parses an image reference; returns undefined for a text that no container runtime accepts. */
export function parseImageReference(image: string): ImageReference | undefined {
  const [nameAndTag, digest] = splitAt(image, '@')
  const [name, tag] = splitAt(nameAndTag, ':', nameAndTag.lastIndexOf('/') + 1)
  const slash = name.indexOf('/')
  const first = slash < 0 ? '' : name.slice(0, slash)
  const registry = slash >= 0 && isRegistry(first) ? first : undefined
  const repository = registry === undefined ? name : name.slice(slash + 1)
  const isWellFormed =
    (registry === undefined || hostName.test(registry) || hostAddress.test(registry)) &&
    repository.length <= maxRepositoryLength &&
    repository.split('/').every(isPathComponent) &&
    // The full ID of an image is not a valid name.
    !(registry === undefined && /^[0-9a-f]{64}$/.test(name)) &&
    (tag === undefined || isTagName(tag)) &&
    (digest === undefined || isDigest(digest))
  return isWellFormed ? { registry, repository, tag, digest } : undefined
}

/** Formats an image reference. */
export const formatImageReference = ({ registry, repository, tag, digest }: ImageReference) =>
  `${registry === undefined ? '' : `${registry}/`}${repository}${tag === undefined ? '' : `:${tag}`}${
    digest === undefined ? '' : `@${digest}`
  }`

/** Whether two registries are the same host, regardless of case and the default HTTPS port. */
export function isSameRegistry(a: string, b: string): boolean {
  const normal = (registry: string) => registry.toLowerCase().replace(/:0*443$/, '')
  return normal(a) === normal(b)
}

/**
 * Shortens an image for display: `ccr.ccs.tencentyun.com/shop/web:2.1` to `web:2.1`, and a digest
 * to its first digits. An invalid image stays unchanged.
 */
export function shortImage(image: string): string {
  const reference = parseImageReference(image)
  if (!reference) return image
  return formatImageReference({
    registry: undefined,
    repository: reference.repository.split('/').at(-1) ?? '',
    tag: reference.tag,
    digest: reference.digest?.slice(0, reference.digest.indexOf(':') + 13),
  })
}
