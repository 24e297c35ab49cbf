import { indexNear, type Series, type View } from './grid'
import { valueTicks } from './ticks'

/**
 * Returns ticks of the value axis in the displayed unit. A percentage scale ends at 100, unless a
 * value exceeds 100.
 */
export const ticksFor = (greatest: number, isShare: boolean): readonly number[] =>
  isShare && greatest <= 100 ? [0, 25, 50, 75, 100] : valueTicks(greatest)

/**
 * Returns the time of the measured value nearest to the given time, to which the crosshair snaps.
 */
export function nearestMoment(
  first: Series | undefined,
  moment: number,
  { from, to }: View,
): number {
  if (!first) return moment
  const lastIndex = first.values.length - 1
  const index = Math.min(lastIndex, Math.max(0, indexNear(first, moment)))
  return Math.min(to, Math.max(from, first.start + index * first.step))
}
