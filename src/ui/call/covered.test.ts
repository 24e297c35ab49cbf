import { expect, it } from 'vitest'
import { CreateCluster } from '../../contract/actions/clusters/clusters'
import { callText, covered, coveredAt, wireLines } from './covered'

it('covers what looks like a secret, wherever it stands, and nothing else', () => {
  const envs = [
    { name: 'DB_PASSWORD', value: 'hunter2' },
    { name: 'API_TOKEN', value: '' },
    { name: 'COLOUR', value: 'blue' },
  ]
  const shown = JSON.stringify(covered({ containers: [{ envs }] }))
  expect(shown).not.toContain('hunter2')
  expect(shown).toContain('blue')
  expect(coveredAt(['containers', 'web', 'envs', 'DB_PASSWORD', 'value'], 'x')).not.toBe('x')
  expect(coveredAt(['containers', 'web', 'envs', 'COLOUR', 'value'], 'x')).toBe('x')
  expect(coveredAt(['containers', 'web', 'image'], 'token:1')).toBe('token:1')
})

it('writes parameters as the wire has them', () => {
  expect(wireLines({ a: 1, b: [{ c: true }], d: undefined, e: [] })).toEqual([
    ['a', '1'],
    ['b.0.c', 'true'],
  ])
})

it('writes a call without its secrets', () => {
  const text = callText(CreateCluster, { clusterName: 'shop', password: 'Hunter22', goodsNum: 2 })
  expect(text).toBe('Action=CreateCluster\nclusterName=shop\npassword=••••••\ngoodsNum=2')
})
