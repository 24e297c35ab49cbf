import type { View } from './grid'

/** Size of a chart in pixels, including its axes. */
export interface ChartSize {
  width: number
  height: number
}

/** Space reserved for the axes. */
export const margin = { top: 8, right: 10, bottom: 22, left: 52 } as const

/** Width of the plot area in pixels. */
export const plotWidth = ({ width }: ChartSize): number =>
  Math.max(1, width - margin.left - margin.right)

/** Converts times and values to pixels, and pixels back to times. */
export function createProjection(
  box: ChartSize,
  { from, to }: View,
  [low, high]: readonly [number, number],
) {
  const width = plotWidth(box)
  const height = box.height - margin.top - margin.bottom
  const [span, rise] = [Math.max(1, to - from), high - low || 1]
  return {
    left: margin.left,
    right: margin.left + width,
    top: margin.top,
    bottom: margin.top + height,
    x: (moment: number) => margin.left + ((moment - from) / span) * width,
    y: (value: number) => margin.top + (1 - (value - low) / rise) * height,
    moment: (x: number) => from + ((x - margin.left) / width) * span,
  }
}
