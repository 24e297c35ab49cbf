import { expect, it } from 'vitest'
import { changesOf, rowsOf } from './labels'

it('lists added, changed and removed labels', () => {
  const before = { zone: 'a', disk: 'ssd', old: '' }
  const rows = [
    { key: 'zone', value: 'b' },
    { key: 'disk', value: 'ssd' },
    { key: 'team', value: '' },
    { key: '', value: 'ignored' },
  ]
  expect(changesOf(before, rows)).toEqual([
    { key: 'zone', kind: 'changed', before: 'a', after: 'b' },
    { key: 'team', kind: 'added', after: '' },
    { key: 'old', kind: 'removed', before: '' },
  ])
  expect(changesOf(before, rowsOf(before))).toEqual([])
  expect(changesOf(undefined, rowsOf(undefined))).toEqual([])
})
