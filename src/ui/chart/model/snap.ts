import { indexNear, type Series, type View } from './grid'
import { valueTicks } from './ticks'

/**
 * Round values of the scale, in the shown unit. A share runs from 0 to 100 whatever is measured, and
 * beyond only where something is measured beyond.
 */
export const ticksFor = (greatest: number, isShare: boolean): readonly number[] =>
  isShare && greatest <= 100 ? [0, 25, 50, 75, 100] : valueTicks(greatest)

/** Moment of the measured value that is nearest to a place in time, for the crosshair to stand on. */
export function nearestMoment(
  first: Series | undefined,
  moment: number,
  { from, to }: View,
): number {
  if (!first) return moment
  const last = first.values.length - 1
  const index = Math.min(last, Math.max(0, indexNear(first, moment)))
  return Math.min(to, Math.max(from, first.start + index * first.step))
}
