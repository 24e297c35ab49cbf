import {
  hasMask,
  isMaskDots,
  masksIn,
  parseMask,
  replaceMasks,
} from '../../../src/contract/secrets/mask'
import { mapTexts, type NestedText, textsIn } from '../../../src/contract/secrets/nestedTexts'
import { replaceSecrets } from '../../../src/contract/secrets/settings'
import type { Principal } from '../access/principal'
import { type Field, invalid } from '../http/problem'
import type { SecretLookup, Send } from './sources'

const damagedMask = ({ path }: NestedText): Field => ({
  path,
  rule: 'maskDamaged',
  message: 'contains a mask that was changed; keep the whole mask, or enter the value',
})
const unknownMask = ({ path }: NestedText): Field => ({
  path,
  rule: 'maskUnknown',
  message: 'is a mask whose value is no longer known; enter the value',
})
const readableMask = ({ path }: NestedText): Field => ({
  path,
  rule: 'maskShown',
  message:
    'is a masked value that would be readable here; keep it in a variable whose name marks it as a secret, such as DB_PASSWORD, or enter the value',
})

/** Fields that may hold a secret. A row of dots in such a field is a copied mask, not a value. */
const secretPlace = /(^|\.)(envs\.\d+\.value|arguments\.\d+|command|cmd)$/

const isDamaged = ({ path, text }: NestedText) =>
  (secretPlace.test(path) && isMaskDots(text)) ||
  hasMask(replaceMasks(text, (mask) => (parseMask(mask) ? '' : mask)))

const countOf = (text: string, part: string) => text.split(part).length - 1
const withoutMasks = (text: string) => replaceMasks(text, () => '\n')
const placeholder = '<masked:draft//0>'

/**
 * Replaces the masks in a write's parameters with their values. Throws 400 for each damaged or
 * unknown mask, and for each mask whose value would become readable, e.g. in a description.
 */
export function createUnmask(lookUp: SecretLookup) {
  return async <P extends object>(principal: Principal, params: P, send: Send): Promise<P> => {
    const maskedTexts = textsIn(params).filter((text) => hasMask(text.text) || isDamaged(text))
    if (maskedTexts.length === 0) return params
    const damagedTexts = maskedTexts.filter(isDamaged)
    if (damagedTexts.length > 0) throw invalid(damagedTexts.map(damagedMask))

    const values = new Map<string, string>()
    for (const mask of new Set(maskedTexts.flatMap(({ text }) => masksIn(text)))) {
      const maskedSecret = await lookUp(principal, mask, send)
      if (maskedSecret) values.set(mask, maskedSecret.value)
    }
    const missing = maskedTexts.filter(({ text }) =>
      masksIn(text).some((mask) => !values.has(mask)),
    )
    if (missing.length > 0) throw invalid(missing.map(unknownMask))

    const restoreSecrets = ({ text }: NestedText) =>
      replaceMasks(text, (mask) => values.get(mask) ?? mask)
    const result = mapTexts(params, restoreSecrets)
    const visible = new Map(
      textsIn(replaceSecrets(result, () => placeholder)).map(({ path, text }) => [path, text]),
    )
    const readable = maskedTexts.filter(({ path, text }) =>
      masksIn(text).some((mask) => {
        const value = values.get(mask) ?? ''
        const visibleCount = countOf(withoutMasks(visible.get(path) ?? ''), value)
        return visibleCount > countOf(withoutMasks(text), value)
      }),
    )
    if (readable.length > 0) throw invalid(readable.map(readableMask))
    // The shape is unchanged: only strings were replaced.
    return result as P
  }
}
