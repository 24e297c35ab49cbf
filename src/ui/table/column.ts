import type { ReactNode } from 'react'
import type { Sort } from './useListState'

export interface Column<Row> {
  id: string
  label: string
  cell: (row: Row) => ReactNode
  /** Makes the column sortable in the browser. */
  sort?: (row: Row) => string | number
  /** The API sorts by this column (its id is the API's orderField). */
  isServerSorted?: boolean
  /** Digits under each other. */
  isNumeric?: boolean
  /** Shown only when chosen. */
  isExtra?: boolean
  /** Always shown, like the first. */
  isFixed?: boolean
  /**
   * Place on the card that a row becomes on a phone; without one the column is left out there. A fact
   * whose cell is null has no place on the card of its row; a menu stands in the corner, without its label.
   */
  card?: 'name' | 'status' | 'fact' | 'menu'
}

/** Columns that are shown: those chosen, else all that are not extra. The first always is. */
export function shownColumns<Row>(
  columns: readonly Column<Row>[],
  chosen: readonly string[] | undefined,
): Column<Row>[] {
  return columns.filter(
    (one, index) => index === 0 || one.isFixed || (chosen ? chosen.includes(one.id) : !one.isExtra),
  )
}

const compare = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' }).compare

/** Rows in the order asked for; rows that compare equal keep theirs. */
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

/** True where every word of the search is in one of the texts of a row. */
export function matches(search: string, texts: readonly string[]): boolean {
  const all = texts.join('\n').toLocaleLowerCase()
  return search
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word))
}
