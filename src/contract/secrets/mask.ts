/**
 * The mask of a secret in responses: `<masked:SOURCE/DIGEST>`. The source tells where the value is
 * stored, so that a write with the mask keeps the value; the keyed digest distinguishes values
 * without revealing value or length.
 */

/** A service whose settings contain the value. */
export interface ServiceSource {
  account: string
  region: string
  clusterId: string
  namespace: string
  serviceName: string
}

/** The name of the user's draft. */
export interface DraftSource {
  draft: string
}

export type MaskSource = ServiceSource | DraftSource

export interface Mask {
  source: MaskSource
  digest: string
}

const maskOpening = '<masked:'

/** Matches every mask in a text, including damaged masks that only have the opening. */
const maskPattern = /<masked:([^<>\s]*)>/g
const singleMaskPattern = /^<masked:[^<>\s]*>$/

/** Also escapes characters that are special in a shell or in YAML. */
const encodePart = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )

export const isDraft = (source: MaskSource): source is DraftSource => 'draft' in source

const partsOf = (source: MaskSource): string[] =>
  isDraft(source)
    ? ['draft', source.draft]
    : [source.account, source.region, source.clusterId, source.namespace, source.serviceName]

export const maskText = ({ source, digest }: Mask): string =>
  `${maskOpening}${[...partsOf(source), digest].map(encodePart).join('/')}>`

function decodePart(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Parses a text that is a mask; returns undefined for any other text. */
export function parseMask(text: string): Mask | undefined {
  if (!singleMaskPattern.test(text)) return undefined
  const parts = text.slice(maskOpening.length, -1).split('/').map(decodePart)
  const [first = '', second = '', clusterId = '', namespace = '', serviceName = '', digest = ''] =
    parts
  if (parts.length === 3 && first === 'draft') {
    return { source: { draft: second }, digest: clusterId }
  }
  if (parts.length !== 6) return undefined
  return { source: { account: first, region: second, clusterId, namespace, serviceName }, digest }
}

export const isMask = (text: string): boolean => parseMask(text) !== undefined

/** Whether a text contains a mask, complete or damaged. */
export const hasMask = (text: string): boolean => text.includes(maskOpening)

/** The masks in a text. */
export const masksIn = (text: string): string[] => text.match(maskPattern) ?? []

export const replaceMasks = (text: string, replace: (mask: string) => string): string =>
  text.replace(maskPattern, replace)

/** Displayed instead of passwords and masks where the source does not matter. */
export const maskDots = '••••••'

/** Whether a value consists of dots, i.e. was copied from the display of a secret. */
export const isMaskDots = (text: string): boolean => /^•{4,}$/.test(text)
