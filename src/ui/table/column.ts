import type { ReactNode } from 'react'
import type { Sort } from './useListState'

export interface Column<Row> {
  id: string
  label: string
  cell: (row: Row) => ReactNode
  /** Returns a comparable value; makes the column sortable in the browser. */
  sort?: (row: Row) => string | number
  /** Whether the API sorts by this column; the column's ID is the API's orderField. */
  isServerSorted?: boolean
  /** Whether cells are right-aligned, with tabular figures. */
  isNumeric?: boolean
  /** Whether the column is hidden unless the user selects it. */
  isExtra?: boolean
  /** Whether the column cannot be hidden, like the first column. */
  isFixed?: boolean
  /**
   * Position on the card that replaces the row on narrow screens; columns without one are omitted
   * there. Null cells are omitted from the card; a menu is placed in the corner without a label.
   */
  card?: 'name' | 'status' | 'fact' | 'menu'
}

/**
 * Returns the visible columns: the chosen ones or, by default, all but the extra ones; the first
 * column is always visible.
 */
export function visibleColumns<Row>(
  columns: readonly Column<Row>[],
  chosen: readonly string[] | undefined,
): Column<Row>[] {
  return columns.filter(
    (column, index) =>
      index === 0 || column.isFixed || (chosen ? chosen.includes(column.id) : !column.isExtra),
  )
}

const compare = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' }).compare

/** Sorts rows; the sort is stable. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort | undefined,
): readonly Row[] {
  const sortOf = columns.find((column) => column.id === sort?.id)?.sort
  if (!sortOf) return rows
  const way = sort?.isDescending ? -1 : 1
  return rows.toSorted((left, right) => {
    const [a, b] = [sortOf(left), sortOf(right)]
    return (
      way * (typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b)))
    )
  })
}
