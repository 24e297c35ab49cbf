import { expect, it } from 'vitest'
import { CreateCluster } from '../../contract/actions/clusters/clusters'
import { callText, maskSecrets, maskSecretsAt, wireLines } from './maskedCall'

it('masks environment variables with secret names at any depth, and nothing else', () => {
  const envs = [
    { name: 'DB_PASSWORD', value: 'hunter2' },
    { name: 'API_TOKEN', value: '' },
    { name: 'COLOUR', value: 'blue' },
  ]
  const shown = JSON.stringify(maskSecrets({ containers: [{ envs }] }))
  expect(shown).not.toContain('hunter2')
  expect(shown).toContain('blue')
  expect(maskSecretsAt(['containers', 'web', 'envs', 'DB_PASSWORD', 'value'], 'x')).not.toBe('x')
  expect(maskSecretsAt(['containers', 'web', 'envs', 'COLOUR', 'value'], 'x')).toBe('x')
  expect(maskSecretsAt(['containers', 'web', 'image'], 'token:1')).toBe('token:1')
})

it('formats parameters in wire format', () => {
  expect(wireLines({ a: 1, b: [{ c: true }], d: undefined, e: [] })).toEqual([
    ['a', '1'],
    ['b.0.c', 'true'],
  ])
})

it('formats a call without its secrets', () => {
  const text = callText(CreateCluster, { clusterName: 'shop', password: 'Hunter22', goodsNum: 2 })
  expect(text).toBe('Action=CreateCluster\nclusterName=shop\npassword=••••••\ngoodsNum=2')
})
