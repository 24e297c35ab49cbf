import { describe, expect, it } from 'vitest'
import { type Column, sortRows, visibleColumns } from './column'
import { matchesSearch } from './search'

interface Row {
  name: string
  size: number
}

const columns: Column<Row>[] = [
  { id: 'name', label: 'Name', cell: (row) => row.name, sort: (row) => row.name },
  { id: 'size', label: 'Size', cell: (row) => row.size, sort: (row) => row.size },
  { id: 'more', label: 'More', cell: () => '', isExtra: true },
]
const rows: Row[] = [
  { name: 'web-10', size: 2 },
  { name: 'Web-9', size: 10 },
  { name: 'api', size: 2 },
]
const names = (sort: Parameters<typeof sortRows>[2]) =>
  sortRows(rows, columns, sort).map((row) => row.name)

describe('shown columns', () => {
  const ids = (chosen?: string[]) => visibleColumns(columns, chosen).map((column) => column.id)

  it('are all but the extra ones by default, and always include the first', () => {
    expect(ids()).toEqual(['name', 'size'])
    expect(ids(['more'])).toEqual(['name', 'more'])
    expect(ids([])).toEqual(['name'])
  })
})

describe('sort order', () => {
  it('compares numbers within names by value', () => {
    expect(names({ id: 'name', isDescending: false })).toEqual(['api', 'Web-9', 'web-10'])
    expect(names({ id: 'size', isDescending: true })).toEqual(['Web-9', 'web-10', 'api'])
  })

  it('is unchanged for an unknown or unsortable column', () => {
    expect(names({ id: 'more', isDescending: true })).toEqual(['web-10', 'Web-9', 'api'])
    expect(names(undefined)).toEqual(['web-10', 'Web-9', 'api'])
  })
})

describe('search', () => {
  it('requires every word in any of the texts', () => {
    expect(matchesSearch('WEB gz', ['web-1', 'ap-gz'])).toBe(true)
    expect(matchesSearch('web sh', ['web-1', 'ap-gz'])).toBe(false)
    expect(matchesSearch('', ['web'])).toBe(true)
  })
})
