import type { Column } from './column'
import css from './DataTable.module.css'

/** A table row; on narrow screens CSS turns it into a card. */
export function Row<T>({
  row,
  columns,
  index,
}: {
  row: T
  columns: readonly Column<T>[]
  index: number
}) {
  return (
    <tr className={css.row} data-index={index}>
      {columns.map((column) => (
        <td
          key={column.id}
          data-numeric={column.isNumeric || undefined}
          data-card={column.card ?? 'none'}
          data-label={column.label}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
}
