import { describe, expect, it } from 'vitest'
import {
  checkReferences,
  foreignVariables,
  mergedVariables,
  referenceText,
  shownVariables,
} from './environment'

const password = { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }
const dotted = { name: 'spring.profile', value: 'prod' }
const container = {
  name: 'web',
  image: '',
  env: [{ name: 'A', value: '1' }, password, dotted, { name: 'A', value: '2' }, { name: 'B' }],
  envFrom: [{ configMapRef: { name: 'all' } }, { prefix: 'X_', secretRef: { name: 'keys' } }],
}

describe('variables of a container', () => {
  it('are shown with the value that takes effect, and references are listed separately', () => {
    expect(shownVariables(container)).toEqual([
      { name: 'A', value: '2' },
      { name: 'B', value: '' },
    ])
    expect(foreignVariables(container)).toEqual([
      { name: 'PASSWORD', reference: 'secretKeyRef db/password' },
      { name: 'spring.profile' },
      { name: '*', reference: 'configMapRef all' },
      { name: 'X_*', reference: 'secretRef keys' },
    ])
    expect(referenceText({ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } })).toBe(
      'fieldRef metadata.name',
    )
  })

  it('stay as they are when the request has the same values', () => {
    const requested = [
      { name: 'B', value: '' },
      { name: 'A', value: '2' },
    ]
    expect(mergedVariables(container.env, requested)).toEqual(container.env)
  })

  it('change in the entry that takes effect', () => {
    const requested = [
      { name: 'A', value: '3' },
      { name: 'C', value: '' },
    ]
    expect(mergedVariables(container.env, requested)).toEqual([
      password,
      dotted,
      { name: 'A', value: '3' },
      { name: 'C', value: '' },
    ])
  })

  it('that are references are not replaced by values', () => {
    const requested = [{ name: 'PASSWORD', value: 'plain' }]
    expect(() => checkReferences(container.env, requested, 'containers.1')).toThrow(
      /^containers\.1\.envs\.0\.name PASSWORD comes from secretKeyRef db\/password/,
    )
  })
})
