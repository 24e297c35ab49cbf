import type { FoldedSeries } from './fold'
import type { Series } from './grid'
import { colourOf, othersColour } from './palette'

/** A line as drawn in the plot and listed in legend and tooltip. */
export interface ChartLine {
  series: Series
  label: string
  colour: string
  /** SVG dash pattern; undefined for a solid line. */
  dash?: string
  width: number
  kind: 'own' | 'others' | 'ghost'
}

interface LineOptions {
  folded: FoldedSeries
  ghosts: readonly Series[]
  othersLabel: string
}

/**
 * Returns the chart's lines, background lines first. A series keeps its colour regardless of the
 * other series.
 */
export function linesOf({ folded, ghosts, othersLabel }: LineOptions): readonly ChartLine[] {
  const ownLines = folded.shown.map(
    (series, at): ChartLine => ({
      series,
      label: series.label,
      colour: colourOf(at),
      width: 1.5,
      kind: 'own',
    }),
  )
  const colours = new Map(ownLines.map(({ series, colour }) => [series.id, colour]))
  const ghostLines = ghosts.flatMap((series): ChartLine[] => {
    const colour = colours.get(series.id)
    if (colour === undefined) return []
    return [{ series, label: series.label, colour, dash: '2 3', width: 1, kind: 'ghost' }]
  })
  const others: ChartLine[] = folded.others
    ? [
        {
          series: folded.others,
          label: othersLabel,
          colour: othersColour,
          width: 1.5,
          dash: '6 2',
          kind: 'others',
        },
      ]
    : []
  return [...ghostLines, ...others, ...ownLines]
}
