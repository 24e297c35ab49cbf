import { Skeleton } from '@mantine/core'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Read } from '../../api/read'
import { EmptyState } from '../EmptyState'
import { ErrorState } from '../ErrorState'
import { ErrorText } from '../ErrorText'
import type { ListState } from '../useListState'
import { type Column, shownColumns, sorted } from './column'
import css from './DataTable.module.css'
import { Head } from './Head'
import { NothingLeft } from './NothingLeft'
import { Pager } from './Pager'
import { rememberedColumns } from './remembered'

export interface TableProps<Row> {
  /** Name of the table for screen readers. */
  label: string
  /** Rows that are left after search and filters; undefined before the first answer. */
  rows: readonly Row[] | undefined
  rowKey: (row: Row) => string
  /** The first is the name, as a link. */
  columns: readonly Column<Row>[]
  list: ListState
  read: Pick<Read<unknown>, 'error' | 'isPending' | 'refetch'>
  /** Under this name the browser keeps the chosen columns. */
  name: string
  /** Number of all rows, where the API gives them page by page. */
  total?: number
  /** Stands where there is nothing at all. */
  empty: { title: string; text: string; action?: ReactNode }
  failed: string
}

const rowHeight = 38
/** More rows than this are drawn only where they are in sight. */
const mostDrawn = 100

function Row<T>({ row, columns, index }: { row: T; columns: readonly Column<T>[]; index: number }) {
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

function Waiting({ columns }: { columns: number }) {
  return Array.from({ length: 6 }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never change places
    <tr key={row} className={css.row}>
      {Array.from({ length: columns }, (_, cell) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <td key={cell} data-card={cell === 0 ? 'name' : 'none'}>
          <Skeleton height={12} width={cell === 0 ? '70%' : '50%'} />
        </td>
      ))}
    </tr>
  ))
}

function Drawn<T>({
  rows,
  columns,
  rowKey,
}: {
  rows: readonly T[]
  columns: readonly Column<T>[]
  rowKey: (row: T) => string
}) {
  return rows.map((row, index) => (
    <Row key={rowKey(row)} row={row} columns={columns} index={index} />
  ))
}

/** Only the rows in sight, between two rows that keep the height of the others. */
function InSight<T>({
  rows,
  columns,
  rowKey,
}: {
  rows: readonly T[]
  columns: readonly Column<T>[]
  rowKey: (row: T) => string
}) {
  const top = useRef<HTMLTableRowElement>(null)
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => {
    setMargin((top.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
  }, [])
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: margin,
  })
  const items = virtual.getVirtualItems()
  const before = (items[0]?.start ?? margin) - margin
  const after = virtual.getTotalSize() - ((items.at(-1)?.end ?? margin) - margin)
  return (
    <>
      <tr ref={top} aria-hidden style={{ height: before }} />
      {items.map(({ index }) => {
        const row = rows[index]
        return row && <Row key={rowKey(row)} row={row} columns={columns} index={index} />
      })}
      <tr aria-hidden style={{ height: after }} />
    </>
  )
}

/**
 * A list as a table: sticky head, sorting, columns to choose, rows drawn only in sight when there are
 * many; a card for each row on a phone. Old rows stay while newer ones are on their way.
 */
export function DataTable<T>({
  columns: all,
  rows,
  list,
  read,
  name,
  total,
  ...rest
}: TableProps<T>) {
  const { t } = useTranslation()
  const columns = useMemo(
    () => shownColumns(all, list.columns ?? rememberedColumns(name)),
    [all, list.columns, name],
  )
  const ordered = useMemo(() => rows && sorted(rows, all, list.sort), [rows, all, list.sort])
  const { label, rowKey, empty, failed } = rest

  if (read.error && !ordered?.length) {
    return <ErrorState title={failed} error={read.error} onRetry={read.refetch} />
  }
  if (ordered?.length === 0 && !read.isPending) {
    return list.isNarrowed ? <NothingLeft list={list} /> : <EmptyState {...empty} />
  }
  const Body = (ordered?.length ?? 0) > mostDrawn ? InSight : Drawn
  return (
    <>
      {read.error && (
        <div className={css.stale}>
          {t('table.stale')} <ErrorText error={read.error} />
        </div>
      )}
      <table
        className={css.table}
        aria-label={label}
        aria-busy={!ordered}
        aria-rowcount={ordered?.length ?? -1}
      >
        <Head columns={columns} list={list} />
        <tbody>
          {ordered ? (
            <Body rows={ordered} columns={columns} rowKey={rowKey} />
          ) : (
            <Waiting columns={columns.length} />
          )}
        </tbody>
      </table>
      {total !== undefined && total > list.size && <Pager list={list} total={total} />}
    </>
  )
}
