import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconChevronDown, IconChevronUp } from '../theme/icons'
import type { Column } from './column'
import css from './DataTable.module.css'
import type { ListState } from './useListState'

interface Props<Row> {
  columns: readonly Column<Row>[]
  list: ListState
  /** Shown before the first column's label, e.g. the "select all" checkbox. */
  start?: ReactNode
}

/**
 * The table header. The headers of sortable columns are buttons that cycle through ascending,
 * descending and unsorted.
 */
export function Head<Row>({ columns, list, start }: Props<Row>) {
  const { t } = useTranslation()
  const nextSort = (id: string) => {
    if (list.sort?.id !== id) return { id, isDescending: false }
    return list.sort.isDescending ? undefined : { id, isDescending: true }
  }
  return (
    <thead className={css.head}>
      <tr>
        {columns.map((column, index) => {
          const way = list.sort?.id === column.id ? list.sort : undefined
          const isSortable = column.sort !== undefined || column.isServerSorted
          const Arrow = way?.isDescending ? IconChevronDown : IconChevronUp
          return (
            <th
              key={column.id}
              scope="col"
              data-numeric={column.isNumeric || undefined}
              aria-sort={way ? (way.isDescending ? 'descending' : 'ascending') : undefined}
            >
              {index === 0 && start}
              {isSortable ? (
                <UnstyledButton
                  className={css.sort}
                  title={t('table.sortBy', { name: column.label })}
                  onClick={() => list.setSort(nextSort(column.id))}
                >
                  {column.label}
                  {way && <Arrow size={14} aria-hidden />}
                </UnstyledButton>
              ) : (
                column.label
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}
