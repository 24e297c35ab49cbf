import { memo, type Ref } from 'react'
import { Curve, Surface } from 'recharts'
import type { Row, View } from './model/grid'
import type { ChartLine } from './model/lines'
import { type Mark, markSymbols, type ThresholdLine } from './model/mark'
import { limitColour, thresholdColour } from './model/palette'
import { type ChartSize, createProjection } from './model/projection'

export interface PlotProps {
  box: ChartSize
  view: View
  /** Minimum and maximum of the scale. */
  range: readonly [number, number]
  rows: readonly Row[]
  /** One line per value of a row. */
  lines: readonly Pick<ChartLine, 'colour' | 'dash' | 'width'>[]
  levels: readonly (ThresholdLine & { word: string })[]
  marks: readonly Mark[]
  /** Tick values with their labels. */
  valueTicks: readonly (readonly [number, string])[]
  timeTicks: readonly (readonly [number, string])[]
  ref?: Ref<SVGSVGElement>
}

type Projection = ReturnType<typeof createProjection>

function Axes({
  at,
  valueTicks,
  timeTicks,
}: { at: Projection } & Pick<PlotProps, 'valueTicks' | 'timeTicks'>) {
  const { x, y, left, right, bottom } = at
  return (
    <g fontSize={11} fill="var(--g-dim)">
      {valueTicks.map(([value, text]) => (
        <g key={value}>
          <line x1={left} x2={right} y1={y(value)} y2={y(value)} stroke="var(--g-line)" />
          <text x={left - 6} y={y(value)} dy="0.32em" textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      {timeTicks.map(([moment, text]) => (
        <text key={moment} x={x(moment)} y={bottom + 15} textAnchor="middle">
          {text}
        </text>
      ))}
    </g>
  )
}

/** Height of a threshold's label. */
const labelHeight = 11

function Levels({ at, levels }: { at: Projection } & Pick<PlotProps, 'levels'>) {
  const { y, left, right, top } = at
  // The label is above the line, unless it would leave the plot.
  const labelAt = (position: number) =>
    position - top < labelHeight ? position + labelHeight : position - 3
  return levels.map(({ kind, value, word }) => {
    const position = Math.max(top, y(value))
    const colour = kind === 'threshold' ? thresholdColour : limitColour
    return (
      <g key={kind} style={{ stroke: colour, fill: colour }}>
        <line
          x1={left}
          x2={right}
          y1={position}
          y2={position}
          strokeDasharray={kind === 'request' ? '2 4' : '8 4'}
        />
        <text x={right} y={labelAt(position)} textAnchor="end" fontSize={10} stroke="none">
          {word}
        </text>
      </g>
    )
  })
}

/** Minimum distance of markers in pixels; closer ones overlap. */
const minMarkDistance = 7

/** Keeps only the first of overlapping markers of one kind; the tooltip lists all. */
function withoutOverlaps(marks: readonly Mark[], x: (moment: number) => number): readonly Mark[] {
  const lastPlaceByKind: Partial<Record<Mark['kind'], number>> = {}
  return marks.filter(({ at, kind }) => {
    const before = lastPlaceByKind[kind]
    if (before !== undefined && x(at) - before < minMarkDistance) return false
    lastPlaceByKind[kind] = x(at)
    return true
  })
}

function Marks({ at, marks }: { at: Projection } & Pick<PlotProps, 'marks'>) {
  const { x, top, bottom } = at
  return withoutOverlaps(marks, x).map(({ at: moment, until, kind, text }) => (
    <g key={`${moment} ${kind} ${text}`}>
      {until !== undefined && (
        <rect
          x={x(moment)}
          width={Math.max(1, x(until) - x(moment))}
          y={top}
          height={bottom - top}
          fill="var(--g-dim)"
          opacity={0.12}
        />
      )}
      <line
        x1={x(moment)}
        x2={x(moment)}
        y1={top}
        y2={bottom}
        stroke="var(--g-dim)"
        strokeDasharray="1 3"
      />
      <text x={x(moment)} y={top} textAnchor="middle" fontSize={9} fill="var(--g-text)">
        {markSymbols[kind]}
      </text>
    </g>
  ))
}

/**
 * The plot, built from Recharts' primitives without its chart container, which keeps a store per
 * chart and takes about 25 ms before the first line (npm run bench -- charts). All sizes are props,
 * so nothing is measured here. The pointer overlay is separate.
 */
export const Plot = memo(function Plot({ box, view, range, rows, lines, ref, ...rest }: PlotProps) {
  const at = createProjection(box, view, range)
  const xs = rows.map((row) => at.x(row[0] ?? 0))
  return (
    <Surface width={box.width} height={box.height} aria-hidden {...(ref && { ref })}>
      <Axes at={at} valueTicks={rest.valueTicks} timeTicks={rest.timeTicks} />
      <Marks at={at} marks={rest.marks} />
      <Levels at={at} levels={rest.levels} />
      {lines.map(({ colour, dash, width }, line) => (
        <Curve
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is identified by its index in a row
          key={line}
          type="linear"
          points={rows.map((row, index) => {
            const value = row[line + 1] ?? null
            return { x: xs[index] ?? 0, y: value === null ? null : at.y(value) }
          })}
          fill="none"
          style={{ stroke: colour }}
          strokeWidth={width}
          strokeLinecap="round"
          strokeLinejoin="round"
          {...(dash && { strokeDasharray: dash })}
        />
      ))}
    </Surface>
  )
})
