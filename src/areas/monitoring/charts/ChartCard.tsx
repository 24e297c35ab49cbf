import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type MonitorRead, useMonitor } from '../../../api/console/monitor'
import { metrics } from '../../../contract/actions/monitoring/metrics'
import { Chart } from '../../../ui/chart/Chart'
import type { ExtraItem } from '../../../ui/chart/ChartMenu'
import { useFrozen, useIsVisible } from '../../../ui/chart/elementHooks'
import type { Series } from '../../../ui/chart/model/grid'
import type { Mark, ThresholdLine } from '../../../ui/chart/model/mark'
import css from '../monitoring.module.css'
import { offsetOf } from '../time/range'
import type { Time } from '../time/useTime'
import { ChartError } from './ChartError'
import { type ChartSpec, isShare } from './spec'
import { labelOf, pathOf, queryOf, type Subject } from './subject'

interface Props {
  spec: ChartSpec
  time: Time
  title?: string
  note?: string
  /** Number of refreshes requested. */
  refreshes: number
  levels?: readonly ThresholdLine[]
  marks?: readonly Mark[]
  items?: readonly ExtraItem[]
}

const noLevels: readonly never[] = []

/** The loaded series; memoised on their values. */
function useSeries(
  subjects: readonly Subject[],
  reads: readonly MonitorRead[],
  shift: number,
): readonly Series[] {
  const kept = useRef<readonly Series[]>([])
  const next = subjects.flatMap((subject, at): Series[] => {
    const data = reads[at]?.data
    if (!data) return []
    const id = pathOf(subject)
    const before = kept.current.find((series) => series.id === id)
    const start = data.start + shift
    const isSame = before?.values === data.values && before.start === start
    if (isSame && before.label === labelOf(subject)) return [before]
    return [{ id, label: labelOf(subject), start, step: data.step, values: data.values }]
  })
  const isSame =
    next.length === kept.current.length && next.every((series, at) => series === kept.current[at])
  if (!isSame) kept.current = next
  return kept.current
}

/** A chart of one metric over the page's time range, loaded while it is visible. */
export function ChartCard({
  spec,
  time,
  title,
  note,
  refreshes,
  items = noLevels,
  ...rest
}: Props) {
  const { t } = useTranslation('monitoring')
  const root = useRef<HTMLDivElement>(null)
  const isVisible = useIsVisible(root)
  const { window, choice } = time
  const shownWindow = useFrozen(window, !isVisible)
  const { metric, subjects, threshold } = spec
  const { compare } = choice
  const queries = useMemo(
    () => subjects.map((subject) => queryOf(metric, subject)),
    [metric, subjects],
  )
  const { view, period, problem } = shownWindow
  const enabled = isVisible && problem === undefined
  const reads = useMonitor(problem ? [] : queries, { ...view, period }, { enabled })
  const shift = compare ? offsetOf(compare, shownWindow) : 0
  const previousWindow = { from: view.from - shift, to: view.to - shift, period }
  const earlierReads = useMonitor(compare && !problem ? queries : [], previousWindow, { enabled })

  const seenRefreshes = useRef(refreshes)
  useEffect(() => {
    if (seenRefreshes.current === refreshes) return
    seenRefreshes.current = refreshes
    if (enabled) for (const read of [...reads, ...earlierReads]) void read.refetch()
  })

  const series = useSeries(subjects, reads, 0)
  const ghosts = useSeries(subjects, earlierReads, shift)
  const failed = reads.flatMap((read, at) => {
    const subject = subjects[at]
    return read.error && subject ? [{ subject, error: read.error }] : []
  })
  const levels = useMemo(
    () => [
      ...(rest.levels ?? noLevels),
      ...(threshold === undefined ? [] : [{ kind: 'threshold', value: threshold } as const]),
    ],
    [rest.levels, threshold],
  )
  const isWaiting = reads.some((read) => read.data === undefined && !read.error)
  const [first] = failed
  const what = problem ?? (failed.length === subjects.length ? first?.error : undefined)
  const ghostLabel = useMemo(
    () => (compare ? (label: string) => t(`ghost.${compare}`, { label }) : undefined),
    [compare, t],
  )
  const name = t(`metric.${metric}`)
  return (
    <div ref={root}>
      <Chart
        title={title ?? name}
        note={note ?? t(`meaning.${metric}`)}
        unit={metrics[metric].unit}
        isShare={isShare(metric)}
        view={view}
        series={isWaiting && series.length === 0 ? undefined : series}
        expected={subjects.length}
        ghosts={ghosts}
        ghostLabel={ghostLabel}
        levels={levels}
        marks={rest.marks ?? noLevels}
        items={items}
        onZoom={time.zoom}
        onZoomOut={time.zoomOut}
        problem={what && <ChartError thing={first ? labelOf(first.subject) : name} what={what} />}
      />
      {!what &&
        failed.map(({ subject, error }) => (
          <div key={pathOf(subject)} className={css.gone}>
            <ChartError thing={labelOf(subject)} what={error} />
          </div>
        ))}
    </div>
  )
}
