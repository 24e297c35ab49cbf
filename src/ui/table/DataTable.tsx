import { Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import type { Read } from '../../api/client/read'
import { withTexts } from '../../i18n/i18n'
import { EmptyState } from '../feedback/EmptyState'
import { ErrorState } from '../feedback/ErrorState'
import { StaleNotice } from '../feedback/StaleNotice'
import { type Column, sortRows, visibleColumns } from './column'
import css from './DataTable.module.css'
import { Head } from './Head'
import { NoMatches } from './NoMatches'
import { Pager } from './Pager'
import { Row } from './Row'
import { savedColumns } from './savedColumns'
import type { ListState } from './useListState'

// Loaded on demand, because most lists are too short for virtualisation.
const VirtualRows = lazy(async () => ({ default: (await import('./VirtualRows')).VirtualRows }))

const PartialNotice = lazy(async () => ({
  default: (await withTexts(import('./PartialNotice'), 'partial')).PartialNotice,
}))

export interface TableProps<Row> {
  /** Accessible name of the table. */
  label: string
  /** Rows that match search and filters; undefined before the first response. */
  rows: readonly Row[] | undefined
  rowKey: (row: Row) => string
  /** The first column contains the name as a link. */
  columns: readonly Column<Row>[]
  list: ListState
  read: Pick<Read<unknown>, 'error' | 'isPending' | 'dataUpdatedAt' | 'partial' | 'refetch'>
  /** Key under which the browser remembers the chosen columns. */
  name: string
  /** Total number of rows, if the API pages them. */
  total?: number
  /** Shown when the list is empty. */
  empty: { title: string; text: string; action?: ReactNode }
  failed: string
  /** Called when the user scrolls near the end of a long list. */
  onEnd?: () => void
  /** Viewport width in pixels below which rows become cards; 768 by default. */
  cardsBelow?: number
  /** Checkbox in the header that selects all rows. */
  tickAll?: ReactNode
}

/** Lists with more rows are virtualised. */
const maxRenderedRows = 100

function SkeletonRows({ columns }: { columns: number }) {
  return Array.from({ length: 6 }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: skeleton rows are identical and never reordered
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

/**
 * A table with sticky header, sorting, selectable columns and virtualised rows. On narrow screens
 * each row becomes a card. The previous rows stay visible during a refresh.
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
  const columns = useMemo(
    () => visibleColumns(all, list.columns ?? savedColumns(name)),
    [all, list.columns, name],
  )
  const ordered = useMemo(() => rows && sortRows(rows, all, list.sort), [rows, all, list.sort])
  const { label, rowKey, empty, failed, onEnd, cardsBelow = 768 } = rest
  const hasCards = useMediaQuery(`(width < ${cardsBelow}px)`, false, {
    getInitialValueInEffect: false,
  })

  const footer = read.partial && (
    <Suspense fallback={null}>
      <PartialNotice partial={read.partial} />
    </Suspense>
  )
  if (read.error && !ordered?.length) {
    return <ErrorState title={failed} error={read.error} onRetry={read.refetch} />
  }
  if (ordered?.length === 0 && !read.isPending) {
    return (
      <>
        {list.isNarrowed ? <NoMatches list={list} /> : <EmptyState {...empty} />}
        {footer}
      </>
    )
  }
  const drawn = (row: T, index: number) => (
    <Row key={rowKey(row)} row={row} columns={columns} index={index} />
  )
  const draw = (index: number) => {
    const row = ordered?.[index]
    return row && drawn(row, index)
  }
  const waiting = <SkeletonRows columns={columns.length} />
  return (
    <>
      {read.error && <StaleNotice read={read} />}
      <table
        className={css.table}
        data-stale={read.error ? true : undefined}
        data-cards={hasCards || undefined}
        aria-label={label}
        aria-busy={!ordered}
        aria-rowcount={ordered?.length ?? -1}
      >
        <Head columns={columns} list={list} start={rest.tickAll} />
        <tbody>
          {!ordered && waiting}
          {ordered && ordered.length <= maxRenderedRows && ordered.map(drawn)}
          {ordered && ordered.length > maxRenderedRows && (
            <Suspense fallback={waiting}>
              <VirtualRows count={ordered.length} row={draw} onEnd={onEnd} />
            </Suspense>
          )}
        </tbody>
      </table>
      {footer}
      {total !== undefined && total > list.size && <Pager list={list} total={total} />}
    </>
  )
}
