import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './Chart.module.css'
import { followCursor } from './cursor'
import { type View, valueNear } from './model/grid'
import type { ChartLine } from './model/lines'
import { type Mark, markSymbols } from './model/mark'
import { type ChartSize, createProjection } from './model/projection'
import type { ChartFormats } from './useChartFormats'

interface Props {
  id: string
  box: ChartSize
  view: View
  /** All series, including those combined into "others". */
  lines: readonly ChartLine[]
  marks: readonly Mark[]
  formats: ChartFormats
}

const maxRows = 24
/** The crosshair selects marks within this distance in pixels. */
const markPixels = 7

/** Sorts lines by their value at a time, largest first, missing values last. */
export const sortLinesAt = (lines: readonly ChartLine[], moment: number) =>
  lines
    .map((line) => ({ line, value: valueNear(line.series, moment) }))
    .toSorted((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity))

function maxAt(lines: readonly ChartLine[], moment: number): number | null {
  let greatest: number | null = null
  for (const { series, kind } of lines) {
    const value = kind === 'ghost' ? null : valueNear(series, moment)
    if (value !== null && (greatest === null || value > greatest)) greatest = value
  }
  return greatest
}

/** The tooltip beside the pointer, with the values at the crosshair. */
export function Tooltip({ id, box, view, lines, marks, formats }: Props) {
  const { t } = useTranslation('monitoring')
  const [moment, setMoment] = useState<number | null>(null)
  useEffect(
    () => followCursor((cursor) => setMoment(cursor?.chart === id ? cursor.moment : null)),
    [id],
  )
  if (moment === null) return null
  const { x, left, right } = createProjection(box, view, [0, 1])
  const position = x(moment)
  const isLeft = position > (left + right) / 2
  const sorted = sortLinesAt(lines, moment)
  const nearMarks = marks.filter(
    ({ at, until = at }) => position >= x(at) - markPixels && position <= x(until) + markPixels,
  )
  return (
    <div
      className={css.tooltip}
      style={isLeft ? { right: box.width - position + 10 } : { left: position + 10 }}
      aria-hidden
    >
      <div className={css.moment}>{formats.zonedTime(moment)}</div>
      {sorted.slice(0, maxRows).map(({ line, value }, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their positions; only their contents change
        <div key={position} className={css.reading}>
          <span className={css.swatch} data-kind={line.kind} style={{ borderColor: line.colour }} />
          <span className={css.name}>{line.label}</span>
          <strong>{value === null ? t('chart.noValue') : formats.value(value)}</strong>
        </div>
      ))}
      {sorted.length > maxRows && (
        <div>{t('chart.tooMany', { count: sorted.length - maxRows })}</div>
      )}
      {nearMarks.map(({ kind, text, at }) => (
        <div key={`${at} ${text}`} className={css.happened}>
          {markSymbols[kind]} {text}
        </div>
      ))}
    </div>
  )
}

/**
 * The largest value at the crosshair, shown in each chart's heading and updated without a React
 * render.
 */
export function HeadingValue({ id, lines, formats }: Pick<Props, 'id' | 'lines' | 'formats'>) {
  const ref = useRef<HTMLSpanElement>(null)
  useEffect(
    () =>
      followCursor((cursor) => {
        if (!ref.current) return
        const value = cursor && cursor.chart !== id ? maxAt(lines, cursor.moment) : null
        const text = value === null ? '' : formats.value(value)
        if (ref.current.textContent !== text) ref.current.textContent = text
      }),
    [id, lines, formats],
  )
  return <span ref={ref} className={css.readout} aria-hidden />
}
