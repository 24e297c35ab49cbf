import type { ReactNode } from 'react'
import type { Sort } from './useListState'

export interface Column<Row> {
  id: string
  label: string
  cell: (row: Row) => ReactNode
  /** Comparable value; makes the column sortable in the browser. */
  sort?: (row: Row) => string | number
  /** The API sorts by this column; its ID is the API's orderField. */
  isServerSorted?: boolean
  /** Right-aligned with tabular figures. */
  isNumeric?: boolean
  /** Hidden unless the user selects it. */
  isExtra?: boolean
  /** Cannot be hidden, like the first column. */
  isFixed?: boolean
  /**
   * Position on the card that replaces the row on narrow screens; columns without one are omitted
   * there. Null cells are omitted from the card; a menu is placed in the corner without a label.
   */
  card?: 'name' | 'status' | 'fact' | 'menu'
}

/** Visible columns: those chosen, else all but the extra ones; always the first. */
export function shownColumns<Row>(
  columns: readonly Column<Row>[],
  chosen: readonly string[] | undefined,
): Column<Row>[] {
  return columns.filter(
    (one, index) => index === 0 || one.isFixed || (chosen ? chosen.includes(one.id) : !one.isExtra),
  )
}

const compare = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' }).compare

/** Sorts rows; the sort is stable. */
export function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort | undefined,
): readonly Row[] {
  const by = columns.find((one) => one.id === sort?.id)?.sort
  if (!by) return rows
  const way = sort?.isDescending ? -1 : 1
  return rows.toSorted((one, other) => {
    const [a, b] = [by(one), by(other)]
    return (
      way * (typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b)))
    )
  })
}
