import { useTranslation } from 'react-i18next'
import css from './Chart.module.css'
import type { View } from './model/grid'
import type { ChartLine } from './model/lines'
import { statsOf } from './model/stats'
import type { ChartFormats } from './useChartFormats'

interface Props {
  title: string
  view: View
  /** Lines without the comparison series. */
  lines: readonly ChartLine[]
  alone: ReadonlySet<string>
  formats: ChartFormats
  /**
   * Isolates a series, or shows all again; with `isMore`, adds the series to those already
   * isolated.
   */
  onIsolate: (id: string, isMore: boolean) => void
}

const columns = ['last', 'min', 'mean', 'max'] as const

/** Statistics of each series as an accessible table; clicking a name isolates its series. */
export function Legend({ title, view, lines, alone, formats, onIsolate }: Props) {
  const { t } = useTranslation('monitoring')
  return (
    <div className={css.legendBox}>
      <table className={css.legend} aria-label={t('chart.legend', { title })}>
        <thead>
          <tr>
            <th scope="col">{formats.unit}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`chart.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ series, label, colour, kind }) => {
            const stats = statsOf(series, view)
            const isOut = alone.size > 0 && !alone.has(series.id)
            return (
              <tr key={`${kind} ${series.id}`} data-out={isOut || undefined}>
                <th scope="row">
                  <button
                    type="button"
                    className={css.series}
                    aria-pressed={alone.has(series.id)}
                    title={
                      alone.has(series.id) && alone.size === 1
                        ? t('chart.restore')
                        : t('chart.isolate', { name: label })
                    }
                    onClick={(event) =>
                      onIsolate(series.id, event.shiftKey || event.ctrlKey || event.metaKey)
                    }
                  >
                    <span
                      className={css.swatch}
                      data-kind={kind}
                      style={{ borderColor: colour }}
                      data-swatch={label}
                      aria-hidden
                    />
                    <span className={css.name}>{label}</span>
                  </button>
                </th>
                {columns.map((column) => {
                  const value = stats[column]
                  return <td key={column}>{value === null ? '–' : formats.bare(value)}</td>
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** Reserves the space of a legend with this many rows, to avoid a layout shift. */
export function LegendPlaceholder({ rows }: { rows: number }) {
  return (
    <div className={css.legendBox} aria-hidden>
      <div style={{ height: `calc(${rows + 1} * var(--g-legend-row))` }} />
    </div>
  )
}
