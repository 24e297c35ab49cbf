import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'

export interface Sort {
  id: string
  isDescending: boolean
}

/** State of a list view; the URL contains all of it. */
export interface ListValues {
  search: string
  /** Chosen values per filter; filters without a choice are absent. */
  filters: Readonly<Record<string, readonly string[]>>
  sort: Sort | undefined
  /** The first page is 1. */
  page: number
  size: number
  /** IDs of the visible columns; undefined for the stored or default ones. */
  columns: readonly string[] | undefined
}

export interface ListState extends ListValues {
  /** Offset for the API's paging. */
  offset: number
  /** Whether a search or filter is active. */
  isNarrowed: boolean
  setSearch: (search: string) => void
  setFilter: (name: string, values: readonly string[]) => void
  setSort: (sort: Sort | undefined) => void
  setPage: (page: number) => void
  setSize: (size: number) => void
  setColumns: (columns: readonly string[]) => void
  /** Clears search and filters. */
  clear: () => void
}

export interface ListOptions {
  /** Filter names, e.g. `['status']`. */
  filters?: readonly string[]
  sort?: Sort
  size?: number
  /** Prefix of URL parameters that distinguishes several lists on one page. */
  prefix?: string
}

const number = (text: string | null, fallback: number) => {
  const value = Number(text)
  return Number.isInteger(value) && value > 0 ? value : fallback
}

/** Parses list state from the URL; defaults replace missing or invalid parts. */
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

/**
 * Applies a change to the URL; a change that affects which rows are listed also resets the page.
 */
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
 * Search, filters, sort, page and columns of a list. They are part of the URL, so that they survive
 * Back and reload and can be shared. Only a page change adds a history entry.
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
