import { Skeleton } from '@mantine/core'
import { type ReactNode, useCallback, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './Chart.module.css'
import { ChartMenu, type ExtraItem } from './ChartMenu'
import { ChartTable } from './ChartTable'
import { useFrozen, useIsVisible } from './elementHooks'
import { toCsv } from './export/csv'
import { toPng } from './export/png'
import { fileName, saveFile } from './export/save'
import { Legend, LegendPlaceholder } from './Legend'
import type { Series, View } from './model/grid'
import type { Mark, ThresholdLine } from './model/mark'
import type { Unit } from './model/unit'
import { PlotArea } from './PlotArea'
import { HeadingValue } from './Tooltip'
import { useChartModel } from './useChartModel'

export interface ChartProps {
  title: string
  /** Description of the metric, shown in small type. */
  note?: string
  unit: Unit
  /** Whether the values are percentages; the scale then runs from 0 to 100. */
  isShare?: boolean
  view: View
  /** Undefined while the first read is pending. */
  series: readonly Series[] | undefined
  /** Expected number of series, to reserve space for the legend. */
  expected?: number
  /** The same series at an earlier time, shifted into the view. */
  ghosts?: readonly Series[]
  ghostLabel?: ((label: string) => string) | undefined
  levels?: readonly ThresholdLine[]
  marks?: readonly Mark[]
  /** An error, shown in place of the plot. */
  problem?: ReactNode
  onZoom?: (view: View) => void
  onZoomOut?: () => void
  /** Additional entries of the chart's menu. */
  items?: readonly ExtraItem[]
}

const none: readonly never[] = []

/** IDs of the isolated series; an empty set shows all. */
function useIsolation() {
  const [alone, setAlone] = useState<ReadonlySet<string>>(new Set())
  const isolate = useCallback((id: string, isMore: boolean) => {
    setAlone((now) => {
      if (!isMore) return now.has(id) && now.size === 1 ? new Set() : new Set([id])
      const next = new Set(now)
      if (!next.delete(id)) next.add(id)
      return next
    })
  }, [])
  return { alone, isolate }
}

/**
 * A time series chart of one unit: plot with the page's shared crosshair, legend with statistics,
 * and all values as a table. Outside the viewport the chart is neither drawn nor updated.
 */
export function Chart(latest: ChartProps) {
  const { t } = useTranslation('monitoring')
  const id = useId()
  const root = useRef<HTMLElement>(null)
  const svg = useRef<SVGSVGElement>(null)
  const isVisible = useIsVisible(root)
  const props = useFrozen(latest, !isVisible)
  const wasVisible = useRef(false)
  wasVisible.current ||= isVisible
  const [isTable, setTable] = useState(false)
  const { alone, isolate } = useIsolation()
  const { title, note = '', unit, isShare = false, view, series, expected = 1, problem } = props
  const { levels = none, marks = none, ghosts = none, ghostLabel } = props
  const model = useChartModel({
    unit,
    view,
    series: series ?? none,
    ghosts,
    ghostLabel,
    levels,
    alone,
  })
  const { lines, shown, every, formats } = model
  const ownLines = lines.filter((line) => line.kind !== 'ghost')
  // List background series last.
  const legend = [
    ...lines.filter((line) => line.kind === 'own'),
    ...lines.filter((line) => line.kind !== 'own'),
  ]
  const isEmpty = series !== undefined && ownLines.every((line) => line.series.values.every(isNull))

  const body = () => {
    if (problem) return <PlotMessage>{problem}</PlotMessage>
    if (!series)
      return <Skeleton height={180} role="img" aria-label={t('chart.loading', { title })} />
    if (isEmpty && ghosts.length === 0) return <PlotMessage>{t('chart.noData')}</PlotMessage>
    return (
      <PlotArea
        {...model}
        id={id}
        title={title}
        isShare={isShare}
        view={view}
        lines={shown}
        levels={levels}
        marks={marks}
        svg={svg}
        onZoom={latest.onZoom}
        onZoomOut={latest.onZoomOut}
      />
    )
  }
  const csv = () => {
    const text = toCsv(
      every.map((line) => ({ ...line.series, label: line.label })),
      view,
      unit,
    )
    saveFile(fileName(title, 'csv'), new Blob([text], { type: 'text/csv;charset=utf-8' }))
  }
  const png = async () => {
    if (!svg.current) return
    const names = [...(root.current?.querySelectorAll<HTMLElement>('[data-swatch]') ?? [])]
    const legend = names.map((name) => ({
      label: name.dataset.swatch ?? '',
      colour: getComputedStyle(name).borderTopColor,
    }))
    const note = `${formats.unit} · ${formats.range(view)}`
    saveFile(fileName(title, 'png'), await toPng(svg.current, { title, note, legend }))
  }
  return (
    <section ref={root} className={css.root} aria-label={title} aria-busy={!series && !problem}>
      <header className={css.head}>
        <h3 className={css.title}>{title}</h3>
        <span className={css.note} title={note}>
          {note}
        </span>
        <span className={css.right}>
          <HeadingValue id={id} lines={every} formats={formats} />
          <ChartMenu
            title={title}
            isTable={isTable}
            onTable={() => setTable(!isTable)}
            onCsv={csv}
            onPng={problem || !series ? undefined : () => void png()}
            items={latest.items ?? none}
          />
        </span>
      </header>
      {wasVisible.current ? body() : <div className={css.body} />}
      {isTable && series && !problem && (
        <ChartTable title={title} view={view} lines={every} formats={formats} />
      )}
      {(!series || problem) && <LegendPlaceholder rows={expected * (ghostLabel ? 2 : 1)} />}
      {series && !problem && (
        <Legend
          title={title}
          view={view}
          lines={legend}
          alone={alone}
          formats={formats}
          onIsolate={isolate}
        />
      )}
    </section>
  )
}

const isNull = (value: number | null) => value === null

function PlotMessage({ children }: { children: ReactNode }) {
  return <div className={css.instead}>{children}</div>
}
