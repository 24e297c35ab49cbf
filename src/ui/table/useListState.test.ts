import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readList, writeList } from './useListState'

const options = { filters: ['status'], sort: { id: 'name', isDescending: false } }
const read = (search: string) => readList(new URLSearchParams(search), options)
const write = (search: string, change: Parameters<typeof writeList>[1]) =>
  writeList(new URLSearchParams(search), change, options).toString()

describe('list state', () => {
  it('is parsed from the URL', () => {
    expect(read('q=web&status=Normal&status=Paused&sort=-age&page=3&size=50&columns=a,b')).toEqual({
      search: 'web',
      filters: { status: ['Normal', 'Paused'] },
      sort: { id: 'age', isDescending: true },
      page: 3,
      size: 50,
      columns: ['a', 'b'],
    })
  })

  it('falls back to the defaults for missing or invalid parameters', () => {
    expect(read('page=-2&size=x&other=1')).toEqual({
      search: '',
      filters: {},
      sort: options.sort,
      page: 1,
      size: 20,
      columns: undefined,
    })
  })

  it('returns to the first page when the listed rows change', () => {
    expect(write('page=4&q=a', { search: 'b' })).toBe('q=b')
    expect(write('page=4', { filters: { status: ['Normal'] } })).toBe('status=Normal')
    expect(write('page=4', { sort: undefined })).toBe('')
    expect(write('page=4', { columns: ['a'] })).toBe('page=4&columns=a')
  })

  it('keeps the other URL parameters', () => {
    expect(write('account=shop&region=gz&q=a', { search: '' })).toBe('account=shop&region=gz')
  })

  it('is separate for each list of a page', () => {
    const two = writeList(new URLSearchParams('q=a'), { search: 'b' }, { prefix: 'n.' })
    expect(readList(two, {}).search).toBe('a')
    expect(readList(two, { prefix: 'n.' }).search).toBe('b')
  })

  it('round-trips through the URL for arbitrary searches', () => {
    fc.assert(
      fc.property(
        fc.record({
          search: fc.string(),
          filters: fc.record({ status: fc.array(fc.string({ minLength: 1 }), { minLength: 1 }) }),
          page: fc.integer({ min: 1, max: 1000 }),
        }),
        (values) => {
          const address = writeList(new URLSearchParams(), values, options).toString()
          expect(read(address)).toMatchObject(values)
        },
      ),
    )
  })
})
