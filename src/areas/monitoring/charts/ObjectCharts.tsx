import { type ReactNode, useMemo, useState } from 'react'
import type { MetricName } from '../../../contract/actions/monitoring/metrics'
import type { ThresholdLine } from '../../../ui/chart/model/mark'
import { MarkList } from '../marks/MarkList'
import { useMarks } from '../marks/useMarks'
import css from '../monitoring.module.css'
import { TimeBar } from '../time/TimeBar'
import { useTime } from '../time/useTime'
import { ChartGrid, type GridChart } from './ChartGrid'
import { metricsOf } from './spec'
import { levelOf, type Subject } from './subject'
import { useCharts, useThresholds } from './useCharts'

/** Charts that compare a resource's children, e.g. the instances of a service. */
export interface Comparison {
  title: string
  metrics: readonly MetricName[]
  subjects: readonly Subject[]
}

interface Props {
  subject: Subject
  /** Horizontal lines on a metric's charts. */
  levelsOf?: (metric: MetricName) => readonly ThresholdLine[]
  comparisons?: readonly Comparison[]
  /** Breadcrumbs above the charts. */
  above?: ReactNode
  /** Drill-down links below the charts. */
  below?: ReactNode
}

const noThresholds: readonly ThresholdLine[] = []

/** All metrics of one resource, comparisons of its children, and its events. */
export function ObjectCharts({ subject, levelsOf, comparisons = [], above, below }: Props) {
  const time = useTime()
  const [refreshes, setRefreshes] = useState(0)
  const lines = useThresholds()
  const { itemsOf, dialog } = useCharts({ onThreshold: lines.set })
  const marks = useMarks(subject, time.window)
  const chart = (metric: MetricName, subjects: readonly Subject[]): GridChart => {
    const threshold = lines.of(metric)
    return { spec: { metric, subjects, ...(threshold !== undefined && { threshold }) } }
  }
  const alone = useMemo(() => [subject], [subject])
  const ownSpecs = metricsOf(levelOf(subject)).map((metric) => ({
    ...chart(metric, alone),
    levels: levelsOf?.(metric) ?? noThresholds,
  }))
  const common = { time, refreshes, marks, itemsOf }
  return (
    <>
      {above}
      <TimeBar time={time} onRefresh={() => setRefreshes((count) => count + 1)} />
      <ChartGrid {...common} charts={ownSpecs} />
      {comparisons
        .filter(({ subjects }) => subjects.length > 0)
        .map(({ title, metrics, subjects }) => (
          <section key={title} aria-label={title}>
            <h2 className={css.section}>{title}</h2>
            <ChartGrid {...common} charts={metrics.map((metric) => chart(metric, subjects))} />
          </section>
        ))}
      {below}
      <MarkList marks={marks} />
      {dialog}
    </>
  )
}
