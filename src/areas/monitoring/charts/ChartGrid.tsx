import type { ExtraItem } from '../../../ui/chart/ChartMenu'
import type { Mark, ThresholdLine } from '../../../ui/chart/model/mark'
import css from '../monitoring.module.css'
import type { Time } from '../time/useTime'
import { ChartCard } from './ChartCard'
import { type ChartSpec, writeSpec } from './spec'

export interface GridChart {
  spec: ChartSpec
  title?: string
  note?: string
  levels?: readonly ThresholdLine[]
}

interface Props {
  charts: readonly GridChart[]
  time: Time
  refreshes: number
  marks?: readonly Mark[]
  itemsOf: (spec: ChartSpec) => readonly ExtraItem[]
}

/** A grid of charts that share a time axis. */
export function ChartGrid({ charts, time, refreshes, marks, itemsOf }: Props) {
  return (
    <div className={css.grid}>
      {charts.map(({ spec, ...rest }) => (
        <ChartCard
          key={writeSpec({ ...spec, subjects: spec.subjects.slice(0, 1) })}
          {...rest}
          spec={spec}
          time={time}
          refreshes={refreshes}
          items={itemsOf(spec)}
          {...(marks && { marks })}
        />
      ))}
    </div>
  )
}
