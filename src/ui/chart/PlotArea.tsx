import { type Ref, useCallback, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { timeTicks } from '../../i18n/time/ticks'
import css from './Chart.module.css'
import { Crosshair } from './Crosshair'
import { useWidth } from './elementHooks'
import { downsample } from './model/downsample'
import type { View } from './model/grid'
import type { ChartLine } from './model/lines'
import type { Mark, ThresholdLine } from './model/mark'
import { plotWidth } from './model/projection'
import { nearestMoment, ticksFor } from './model/snap'
import type { Scale } from './model/unit'
import { Plot } from './Plot'
import { sortLinesAt, Tooltip } from './Tooltip'
import type { ChartFormats } from './useChartFormats'

interface Props {
  id: string
  title: string
  isShare: boolean
  view: View
  /** The lines to draw. */
  lines: readonly ChartLine[]
  /** The series shown in the tooltip. */
  every: readonly ChartLine[]
  greatest: number
  scale: Scale
  formats: ChartFormats
  levels: readonly ThresholdLine[]
  marks: readonly Mark[]
  svg: Ref<SVGSVGElement>
  onZoom: ((view: View) => void) | undefined
  onZoomOut: (() => void) | undefined
}

const height = 180
/** Width reserved for a tick label. */
const tickWidth = 90

/** A mark with its times moved into the view. */
function clamped(mark: Mark, { from, to }: View): Mark {
  const inside = (moment: number) => Math.min(to, Math.max(from, moment))
  if (mark.until === undefined) return mark.at > to ? { ...mark, at: to } : mark
  return { ...mark, at: inside(mark.at), until: inside(mark.until) }
}

/** Returns the values at a time in one sentence, for screen readers. */
function useValueAnnouncement(every: readonly ChartLine[], formats: ChartFormats) {
  const { t } = useTranslation('monitoring')
  return useCallback(
    (moment: number) =>
      [
        formats.zonedTime(moment),
        ...sortLinesAt(every, moment)
          .slice(0, 8)
          .map(
            ({ line, value }) =>
              `${line.label} ${value === null ? t('chart.noValue') : formats.value(value)}`,
          ),
      ].join(', '),
    [every, formats, t],
  )
}

/** The plot with its pointer overlay. */
export function PlotArea({ id, title, isShare, view, lines, every, ...props }: Props) {
  const { t } = useTranslation('monitoring')
  const { formats, scale, greatest, levels, marks, svg, onZoom, onZoomOut } = props
  const root = useRef<HTMLDivElement>(null)
  const width = useWidth(root)
  const box = useMemo(() => ({ width, height }), [width])
  const pixels = plotWidth(box)

  const rows = useMemo(
    () =>
      downsample(
        lines.map((line) => line.series),
        view,
        pixels,
      ),
    [lines, view, pixels],
  )
  const ticks = useMemo(
    () => ticksFor(greatest * scale.factor, isShare),
    [greatest, scale.factor, isShare],
  )
  const range = useMemo(
    () => [0, (ticks.at(-1) ?? 1) / scale.factor] as const,
    [ticks, scale.factor],
  )
  const valueTicks = useMemo(
    () => ticks.map((tick) => [tick / scale.factor, formats.valueTick(tick)] as const),
    [ticks, scale.factor, formats],
  )
  const times = useMemo(
    () =>
      timeTicks(view, Math.max(2, Math.floor(pixels / tickWidth))).map(
        (moment) => [moment, formats.timeTick(moment)] as const,
      ),
    [view, pixels, formats],
  )
  const named = useMemo(
    () => levels.map((level) => ({ ...level, word: t(`chart.${level.kind}`) })),
    [levels, t],
  )
  const inside = useMemo(
    () =>
      marks.filter(({ at, until = at }) => until >= view.from).map((mark) => clamped(mark, view)),
    [marks, view],
  )
  const announce = useValueAnnouncement(every, formats)
  const firstSeries = every.find((line) => line.kind !== 'ghost')?.series
  const snap = useCallback(
    (moment: number) => nearestMoment(firstSeries, moment, view),
    [firstSeries, view],
  )
  const step = Math.max(firstSeries?.step ?? 0, (view.to - view.from) / pixels)
  return (
    <div ref={root} className={css.body}>
      {width > 0 && (
        <>
          <Plot
            ref={svg}
            box={box}
            view={view}
            range={range}
            rows={rows}
            lines={lines}
            levels={named}
            marks={inside}
            valueTicks={valueTicks}
            timeTicks={times}
          />
          <Crosshair
            id={id}
            label={t('chart.cursor', { title })}
            box={box}
            view={view}
            snap={snap}
            says={announce}
            step={step}
            onZoom={onZoom}
            onZoomOut={onZoomOut}
          />
          <Tooltip id={id} box={box} view={view} lines={every} marks={inside} formats={formats} />
        </>
      )}
    </div>
  )
}
