import { firstMomentOf, localAt, localOffset, momentsOf, type OffsetAt } from './zone'

/** A typed local time. */
export type LocalTime =
  | { kind: 'invalid' }
  /** The local time is skipped; `next` is the moment of the jump. */
  | { kind: 'skipped'; next: number }
  /** One moment, or two in a repeated hour. */
  | { kind: 'shown'; moments: readonly number[] }

/** The local time of a moment as `YYYY-MM-DDTHH:MM`, as inputs of local times take it. */
export const localText = (moment: number, offsetAt: OffsetAt = localOffset): string =>
  new Date(localAt(moment, offsetAt)).toISOString().slice(0, 16)

/** Parses `YYYY-MM-DDTHH:MM`, with seconds or without. */
export function parseLocalText(text: string, offsetAt: OffsetAt = localOffset): LocalTime {
  const isLocal = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?$/.test(text)
  const local = isLocal ? Date.parse(`${text.replace(' ', 'T')}Z`) : Number.NaN
  if (Number.isNaN(local)) return { kind: 'invalid' }
  const moments = momentsOf(local, offsetAt)
  if (moments.length > 0) return { kind: 'shown', moments }
  return { kind: 'skipped', next: firstMomentOf(local, offsetAt) }
}

/** A moment as `2026-10-25T00:30:00Z`, as URLs hold it: UTC, whole seconds. */
export const isoOf = (moment: number): string =>
  new Date(Math.round(moment / 1000) * 1000).toISOString().replace('.000Z', 'Z')
