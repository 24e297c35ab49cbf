/** Returns the smallest of 1, 2, 2.5 and 5 times a power of ten that is at least `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  const step = [1, 2, 2.5, 5, 10].find((item) => item * power >= least * 0.999_999) ?? 10
  return step * power
}

/**
 * Returns ticks of a scale from zero to a round value at or above the maximum, with three to five
 * round ticks.
 */
export function valueTicks(greatest: number, lowest = 0): readonly number[] {
  const high = greatest > lowest ? greatest : lowest + 1
  const step = roundStep((high - lowest) / 4)
  const first = Math.floor(lowest / step)
  const last = Math.ceil((high / step) * 0.999_999)
  return Array.from({ length: last - first + 1 }, (_, at) =>
    Number(((first + at) * step).toPrecision(12)),
  )
}
