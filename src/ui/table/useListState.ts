import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'

export interface Sort {
  id: string
  isDescending: boolean
}

/** What a list shows of what there is; all of it is in the address. */
export interface ListValues {
  search: string
  /** Chosen values of each filter; a filter with none chosen is absent. */
  filters: Readonly<Record<string, readonly string[]>>
  sort: Sort | undefined
  /** From 1. */
  page: number
  size: number
  /** Ids of the columns shown; undefined: as remembered, or as the table begins. */
  columns: readonly string[] | undefined
}

export interface ListState extends ListValues {
  /** Rows to skip, for the API's paging. */
  offset: number
  /** True where a search or filter narrows the list. */
  isNarrowed: boolean
  setSearch: (search: string) => void
  setFilter: (name: string, values: readonly string[]) => void
  setSort: (sort: Sort | undefined) => void
  setPage: (page: number) => void
  setSize: (size: number) => void
  setColumns: (columns: readonly string[]) => void
  /** Takes search and filters away. */
  clear: () => void
}

export interface ListOptions {
  /** Names of the filters, e.g. `['status']`. */
  filters?: readonly string[]
  sort?: Sort
  size?: number
  /** Tells lists of one page apart in the address. */
  prefix?: string
}

const number = (text: string | null, fallback: number) => {
  const value = Number(text)
  return Number.isInteger(value) && value > 0 ? value : fallback
}

/** The state that an address describes; what is missing or senseless falls back to the list's own. */
export function readList(search: URLSearchParams, options: ListOptions): ListValues {
  const { prefix = '', filters: names = [], size = 20 } = options
  const filters: Record<string, readonly string[]> = {}
  for (const name of names) {
    const values = search.getAll(prefix + name).filter(Boolean)
    if (values.length > 0) filters[name] = values
  }
  const sorted = search.get(`${prefix}sort`)
  const sort = sorted
    ? { id: sorted.replace(/^-/, ''), isDescending: sorted.startsWith('-') }
    : options.sort
  return {
    search: search.get(`${prefix}q`) ?? '',
    filters,
    sort,
    page: number(search.get(`${prefix}page`), 1),
    size: number(search.get(`${prefix}size`), size),
    columns: search.get(`${prefix}columns`)?.split(',').filter(Boolean),
  }
}

/** The address with a change made; a change of what is listed goes back to the first page. */
export function writeList(
  search: URLSearchParams,
  change: Partial<ListValues>,
  { prefix = '' }: ListOptions,
): URLSearchParams {
  const next = new URLSearchParams(search)
  const set = (name: string, value: string) => {
    if (value) next.set(prefix + name, value)
    else next.delete(prefix + name)
  }
  if (change.search !== undefined) set('q', change.search)
  for (const [name, values] of Object.entries(change.filters ?? {})) {
    next.delete(prefix + name)
    for (const value of values) next.append(prefix + name, value)
  }
  if (change.sort) set('sort', `${change.sort.isDescending ? '-' : ''}${change.sort.id}`)
  else if ('sort' in change) set('sort', '')
  if (change.size !== undefined) set('size', String(change.size))
  if (change.columns) set('columns', change.columns.join(','))
  else if ('columns' in change) set('columns', '')
  const isOtherList = 'search' in change || 'filters' in change || 'sort' in change
  if (change.page !== undefined) set('page', change.page > 1 ? String(change.page) : '')
  else if (isOtherList || 'size' in change) set('page', '')
  return next
}

/**
 * Search, filters, sort, page and columns of a list, kept in the address: Back brings them back, a
 * refresh keeps them, a link shares them. A new page is a step in the history, the rest is not.
 */
export function useListState(options: ListOptions = {}): ListState {
  const [search, setSearchParams] = useSearchParams()
  const { prefix = '', size = 20, sort, filters } = options
  const names = (filters ?? []).join(',')
  const sorted = sort ? `${sort.isDescending ? '-' : ''}${sort.id}` : ''

  const values = useMemo(
    () =>
      readList(search, {
        prefix,
        size,
        filters: names.split(',').filter(Boolean),
        ...(sorted && { sort: { id: sorted.replace(/^-/, ''), isDescending: sorted[0] === '-' } }),
      }),
    [search, prefix, size, names, sorted],
  )

  const write = useCallback(
    (change: Partial<ListValues>, replace = true) =>
      setSearchParams((now) => writeList(now, change, { prefix }), {
        replace,
        preventScrollReset: true,
      }),
    [setSearchParams, prefix],
  )

  return useMemo(
    () => ({
      ...values,
      offset: (values.page - 1) * values.size,
      isNarrowed: values.search !== '' || Object.keys(values.filters).length > 0,
      setSearch: (text: string) => write({ search: text }),
      setFilter: (name: string, chosen: readonly string[]) =>
        write({ filters: { [name]: chosen } }),
      setSort: (next: Sort | undefined) => write({ sort: next }),
      setPage: (page: number) => write({ page }, false),
      setSize: (count: number) => write({ size: count }),
      setColumns: (columns: readonly string[]) => write({ columns }),
      clear: () =>
        write({
          search: '',
          filters: Object.fromEntries(Object.keys(values.filters).map((name) => [name, []])),
        }),
    }),
    [values, write],
  )
}
