import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../../api/client/error'
import { en } from '../../i18n/en'
import { renderInEnglish } from '../../test/renderInEnglish'
import type { Column } from './column'
import { DataTable, type TableProps } from './DataTable'
import { Toolbar } from './Toolbar'
import { useListState } from './useListState'

interface Row {
  name: string
  size: number
}

const columns: Column<Row>[] = [
  { id: 'name', label: 'Name', cell: (row) => row.name, sort: (row) => row.name },
  { id: 'size', label: 'Size', cell: (row) => row.size, sort: (row) => row.size, isNumeric: true },
]
const filters = [{ name: 'status', label: 'Status', options: [{ value: 'Normal', label: 'Well' }] }]
const rows = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ name: `web-${index}`, size: count - index }))
const down = new ApiError({
  kind: 'server',
  status: 502,
  code: 502,
  codeDesc: 'UpstreamDown',
  message: 'no route',
})

const refetch = vi.fn()

function Page(props: Partial<TableProps<Row>>) {
  const list = useListState({ filters: ['status'] })
  const read = {
    error: null,
    isPending: false,
    isFetching: false,
    dataUpdatedAt: 1,
    refetch,
    ...props.read,
  }
  return (
    <>
      <Toolbar list={list} name="things" columns={columns} read={read} filters={filters} />
      <DataTable
        label="Things"
        name="things"
        rows={rows(3)}
        rowKey={(row) => row.name}
        columns={columns}
        list={list}
        empty={{ title: 'No things yet', text: 'Make one.' }}
        failed="Things cannot be read"
        {...props}
        read={read}
      />
    </>
  )
}

function show(props: Partial<TableProps<Row>> = {}, address = '/') {
  const router = createMemoryRouter([{ path: '*', element: <Page {...props} /> }], {
    initialEntries: [address],
  })
  renderInEnglish(<RouterProvider router={router} />)
  return router
}

const firstCells = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('cell')[0]?.textContent)

beforeEach(() => {
  localStorage.clear()
  refetch.mockClear()
})

describe('DataTable', () => {
  it('keeps the sort order in the URL: ascending, descending, unsorted', async () => {
    const user = userEvent.setup()
    const router = show()
    const head = screen.getByRole('button', { name: 'Size' })
    await user.click(head)
    expect(router.state.location.search).toBe('?sort=size')
    expect(firstCells()).toEqual(['web-2', 'web-1', 'web-0'])
    expect(screen.getByRole('columnheader', { name: 'Size' })).toHaveProperty(
      'ariaSort',
      'ascending',
    )
    await user.click(head)
    expect(router.state.location.search).toBe('?sort=-size')
    expect(firstCells()).toEqual(['web-0', 'web-1', 'web-2'])
    await user.click(head)
    expect(router.state.location.search).toBe('')
  })

  it('shows skeleton rows only before the first response', () => {
    show({ rows: undefined })
    expect(screen.getByRole('table', { name: 'Things' }).getAttribute('aria-busy')).toBe('true')
  })

  it('distinguishes an empty list from one without matches', async () => {
    show({ rows: [] })
    expect(screen.getByText('No things yet')).toBeTruthy()
  })

  it('keeps a filter without matches visible and removable', async () => {
    const user = userEvent.setup()
    const router = show({ rows: [] }, '/?status=Normal&q=x')
    expect(screen.getByText(en.common.table.noMatches)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Remove filter Status: Well' }))
    expect(router.state.location.search).toBe('?q=x')
    await user.click(screen.getByRole('button', { name: en.common.table.clearFilters }))
    expect(router.state.location.search).toBe('')
  })

  it('shows a read error and retries', async () => {
    const user = userEvent.setup()
    show({ rows: undefined, read: { error: down, isPending: false, dataUpdatedAt: 0, refetch } })
    expect(screen.getByText('Things cannot be read')).toBeTruthy()
    expect(screen.getByText(/UpstreamDown · no route/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: en.common.retry }))
    expect(refetch).toHaveBeenCalledTimes(1)
  })

  it('keeps its rows with their time and shows the error when a refresh fails', () => {
    const dataUpdatedAt = new Date(2026, 10, 29, 16, 29, 10).getTime()
    show({ read: { error: down, isPending: false, dataUpdatedAt, refetch } })
    expect(firstCells()).toHaveLength(3)
    expect(screen.getByRole('alert')).toBeTruthy()
    expect(screen.getByText(/Showing data from .*16:29:10/)).toBeTruthy()
    expect(screen.getByRole('table').dataset.stale).toBe('true')
  })

  it('stores the chosen columns in the browser and in the URL', async () => {
    const user = userEvent.setup()
    const router = show()
    await user.click(screen.getByRole('button', { name: en.common.table.columns }))
    await user.click(await screen.findByRole('menuitemcheckbox', { name: /Size/ }))
    expect(router.state.location.search).toBe('?columns=name')
    expect(localStorage.getItem('gantry-columns-things')).toBe('name')
    expect(screen.queryByRole('columnheader', { name: 'Size' })).toBeNull()
  })

  it('pages through a list paged by the API', async () => {
    const user = userEvent.setup()
    const router = show({ total: 41 }, '/?page=2')
    expect(screen.getByText('Page 2 of 3')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: en.common.table.next }))
    expect(router.state.location.search).toBe('?page=3')
    expect(screen.getByRole('button', { name: en.common.table.next })).toHaveProperty(
      'disabled',
      true,
    )
  })

  it('renders only the visible rows of a long list', async () => {
    show({ rows: rows(5_000) })
    await screen.findByText('web-0')
    const table = screen.getByRole('table', { name: 'Things' })
    expect(table.getAttribute('aria-rowcount')).toBe('5000')
    const drawn = table.querySelectorAll('tbody tr').length
    expect(drawn).toBeGreaterThan(10)
    expect(drawn).toBeLessThan(120)
  })
})
