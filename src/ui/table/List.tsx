import type { ReactNode } from 'react'
import type { Read } from '../../api/client/read'
import { DataTable, type TableProps } from './DataTable'
import type { Filter } from './filter'
import { Toolbar } from './Toolbar'

interface Props<Row> extends Omit<TableProps<Row>, 'read'> {
  read: Pick<Read<unknown>, 'error' | 'isPending' | 'isFetching' | 'dataUpdatedAt' | 'refetch'>
  filters?: readonly Filter[]
  /** The list's own actions, at the end of the toolbar. */
  children?: ReactNode
}

/** A list as pages have it: the toolbar and, under it, the table. */
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
