import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { foldSeries } from './model/fold'
import { indexesIn, type Series, type View } from './model/grid'
import { type ChartLine, linesOf } from './model/lines'
import type { ThresholdLine } from './model/mark'
import { othersColour } from './model/palette'
import { scaleOf, type Unit } from './model/unit'
import { useChartFormats } from './useChartFormats'

interface ModelOptions {
  unit: Unit
  view: View
  series: readonly Series[]
  ghosts: readonly Series[]
  ghostLabel: ((label: string) => string) | undefined
  levels: readonly ThresholdLine[]
  alone: ReadonlySet<string>
}

function maxIn(series: Series, view: View): number {
  const [first, last] = indexesIn(series, view)
  let greatest = 0
  for (let index = first; index <= last; index += 1) {
    const value = series.values[index]
    if (value !== null && value !== undefined && value > greatest) greatest = value
  }
  return greatest
}

/** Derives the lines, unit and formats of a chart from its props. */
export function useChartModel({
  unit,
  view,
  series,
  ghosts,
  ghostLabel,
  levels,
  alone,
}: ModelOptions) {
  const { t } = useTranslation('monitoring')
  // Percentages of different totals cannot be added, so their mean is used.
  const way = unit === '%' ? 'mean' : 'sum'
  const folded = useMemo(() => foldSeries(series, way), [series, way])
  const othersLabel = t(way === 'mean' ? 'chart.otherMean' : 'chart.otherSum', {
    count: folded.count,
  })
  const lines = useMemo(
    () =>
      linesOf({ folded, ghosts, othersLabel }).map((line) =>
        line.kind === 'ghost' && ghostLabel ? { ...line, label: ghostLabel(line.label) } : line,
      ),
    [folded, ghosts, othersLabel, ghostLabel],
  )
  const shown = useMemo(
    () => (alone.size === 0 ? lines : lines.filter((line) => alone.has(line.series.id))),
    [lines, alone],
  )
  /** All series, including those combined into one line. */
  const every = useMemo(() => {
    const drawn = new Set(lines.map((line) => line.series.id))
    const combinedLines = series
      .filter(({ id }) => !drawn.has(id))
      .map(
        (item): ChartLine => ({
          series: item,
          label: item.label,
          colour: othersColour,
          width: 1,
          kind: 'others',
        }),
      )
    const ownLines = shown.filter((line) => line.kind !== 'others')
    return alone.size === 0 || alone.has('others') ? [...ownLines, ...combinedLines] : ownLines
  }, [lines, series, shown, alone])
  const greatest = useMemo(
    () =>
      Math.max(
        0,
        ...shown.map((line) => maxIn(line.series, view)),
        ...levels.map((level) => level.value),
      ),
    [shown, levels, view],
  )
  const { word, factor } = scaleOf(unit, greatest)
  const scale = useMemo(() => ({ word, factor }), [word, factor])
  const formats = useChartFormats(scale)
  return { lines, shown, every, greatest, scale, formats }
}
