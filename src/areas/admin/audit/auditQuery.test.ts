import { expect, it } from 'vitest'
import { readList } from '../../../ui/table/useListState'
import { auditFilters, auditQuery, pathOf } from './auditQuery'

it('builds the server query from the URL, with times in ms', () => {
  const filters = {
    user: [' ada '],
    outcome: ['error'],
    from: ['2026-11-25T10:00'],
    until: ['soon'],
  }
  expect(auditQuery({ search: 'cls-1/default', filters })).toEqual({
    object: 'cls-1/default',
    user: 'ada',
    outcome: 'error',
    from: new Date('2026-11-25T10:00').getTime(),
  })
})

it('does not treat the account of the location as a filter', () => {
  const { filters } = readList(new URLSearchParams('account=embedded&entryAccount=shop'), {
    filters: auditFilters,
  })
  expect(auditQuery({ search: '', filters }).account).toBe('shop')
  const located = readList(new URLSearchParams('account=embedded'), { filters: auditFilters })
  expect(auditQuery(located).account).toBeUndefined()
})

it.each([
  [{ clusterId: 'cls-1', serviceName: 'web' }, '/clusters/cls-1/services/default/web'],
  [{ clusterId: 'cls-1', serviceName: 'w', namespace: 'n' }, '/clusters/cls-1/services/n/w'],
  [{ ClusterId: 'cls-1', InstanceId: 'ins-1' }, '/clusters/cls-1'],
  [{ reponame: 'shop/web' }, '/registry/shop/web'],
  [{ clusterId: 7, namespace: 'shop' }, undefined],
])('links %j to %s', (params, path) => expect(pathOf(params)).toBe(path))
