import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import css from './Chart.module.css'
import type { View } from './model/grid'
import type { ChartLine } from './model/lines'
import { timesIn, valueAt } from './model/moments'
import type { ChartFormats } from './useChartFormats'

interface Props {
  title: string
  view: View
  lines: readonly ChartLine[]
  formats: ChartFormats
}

const pageSize = 60

/** All plotted values as a table, newest first: the accessible alternative to the plot. */
export function ChartTable({ title, view, lines, formats }: Props) {
  const { t } = useTranslation('monitoring')
  const times = formats.within(view)
  const [page, setPage] = useState(0)
  const moments = timesIn(
    lines.map(({ series }) => series),
    view,
  ).toReversed()
  const pageCount = Math.max(1, Math.ceil(moments.length / pageSize))
  const shownPage = Math.min(page, pageCount - 1)
  const rows = moments.slice(shownPage * pageSize, (shownPage + 1) * pageSize)
  const [newest, oldest] = [rows[0], rows.at(-1)]
  return (
    <div className={css.tablePart}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable areas must be reachable by keyboard */}
      <section className={css.scroll} aria-label={t('chart.values', { title })} tabIndex={0}>
        <table className={css.values}>
          <thead>
            <tr>
              <th scope="col">{t('chart.time', { zone: times.zone })}</th>
              {lines.map(({ series, label, kind }) => (
                <th key={`${kind} ${series.id}`} scope="col">
                  {label} ({formats.unit})
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((moment) => (
              <tr key={moment}>
                <th scope="row">
                  <time dateTime={new Date(moment).toISOString()}>{times.time(moment)}</time>
                </th>
                {lines.map(({ series, kind }) => {
                  const value = valueAt(series, moment)
                  return (
                    <td key={`${kind} ${series.id}`}>
                      {value === null || value === undefined ? (
                        '–'
                      ) : (
                        <data value={value}>{formats.exact(value)}</data>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {pageCount > 1 && (
        <div className={css.pager}>
          <span>
            {oldest !== undefined &&
              newest !== undefined &&
              formats.range({ from: oldest, to: newest })}
          </span>
          <Button
            variant="default"
            disabled={shownPage >= pageCount - 1}
            onClick={() => setPage(shownPage + 1)}
          >
            {t('chart.earlier')}
          </Button>
          <Button
            variant="default"
            disabled={shownPage === 0}
            onClick={() => setPage(shownPage - 1)}
          >
            {t('chart.later')}
          </Button>
        </div>
      )}
    </div>
  )
}
