import type { ReactNode } from 'react'
import type { Read } from '../../api/client/read'
import { DataTable, type TableProps } from './DataTable'
import type { Filter } from './filter'
import { Toolbar } from './Toolbar'

interface Props<Row> extends Omit<TableProps<Row>, 'read'> {
  read: Pick<
    Read<unknown>,
    'error' | 'isPending' | 'isFetching' | 'dataUpdatedAt' | 'partial' | 'refetch'
  >
  filters?: readonly Filter[]
  /** Actions of the list, at the end of the toolbar. */
  children?: ReactNode
}

/** A list page's content: toolbar and table. */
export function List<Row>({ filters = [], children, ...table }: Props<Row>) {
  const { list, name, columns, read } = table
  return (
    <>
      <Toolbar list={list} name={name} columns={columns} read={read} filters={filters}>
        {children}
      </Toolbar>
      <DataTable {...table} />
    </>
  )
}
