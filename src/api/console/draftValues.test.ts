import fc from 'fast-check'
import { expect, it } from 'vitest'
import { restoreValues } from './draftValues'

const initial = {
  name: '',
  count: 1 as number | '',
  isGateway: false,
  containers: [{ image: '', cpu: '' as number | '', envs: [] as { name: string }[] }],
}

it('restores the saved values', () => {
  const entered = {
    name: 'web',
    count: '' as const,
    isGateway: true,
    containers: [
      { image: 'nginx', cpu: 100, envs: [{ name: 'A' }] },
      { image: 'redis', cpu: '' as const, envs: [] },
    ],
  }
  expect(restoreValues(initial, JSON.parse(JSON.stringify(entered)))).toEqual(entered)
})

it('adds fields that the saved form lacks, and drops unknown ones', () => {
  expect(restoreValues(initial, { name: 'web', old: 1, containers: [{ image: 'nginx' }] })).toEqual(
    {
      ...initial,
      name: 'web',
      containers: [{ image: 'nginx', cpu: '', envs: [] }],
    },
  )
})

it("always returns the form's fields and kinds", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (saved) => {
      const values = restoreValues(initial, saved)
      expect(Object.keys(values)).toEqual(Object.keys(initial))
      expect(['string', 'number']).toContain(typeof values.name)
      expect(typeof values.isGateway).toBe('boolean')
      for (const container of values.containers) expect(Array.isArray(container.envs)).toBe(true)
    }),
  )
})
