import { indexNear, type Series, type View } from './grid'
import { valueTicks } from './ticks'

/**
 * Ticks of the value axis in the displayed unit. A percentage spans 0 to 100, and more only where a
 * value exceeds 100.
 */
export const ticksFor = (greatest: number, isShare: boolean): readonly number[] =>
  isShare && greatest <= 100 ? [0, 25, 50, 75, 100] : valueTicks(greatest)

/** Snaps the crosshair: the time of the measured value nearest to the given time. */
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
