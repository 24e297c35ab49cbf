import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { actions } from '../index'
import { builtInRules, check, faultsOf, validate } from './faults'

const schema = z.strictObject({
  name: z.string().check(z.minLength(2), z.maxLength(3)),
  filled: z.string().check(z.minLength(1)),
  size: z.int().check(z.gte(10), z.lte(20), z.multipleOf(5)),
  ratio: z.number(),
  on: z.boolean(),
  kind: z.enum(['a', 'b']),
  list: z.array(z.object({ key: z.string() })).check(z.minLength(1), z.maxLength(2)),
  map: z.optional(z.record(z.string(), z.int())),
})
const validParams = {
  name: 'ab',
  filled: 'x',
  size: 15,
  ratio: 0.5,
  on: true,
  kind: 'a',
  list: [{ key: 'k' }],
}

describe('check', () => {
  it.each([
    ['required', 'name', { name: undefined }, {}, 'is required'],
    ['required', 'kind', { kind: undefined }, {}, 'is required'],
    ['required', 'filled', { filled: '' }, {}, 'must not be empty'],
    ['required', 'list.0.key', { list: [{}] }, {}, 'is required'],
    ['text', 'name', { name: 1 }, {}, 'must be text'],
    ['integer', 'size', { size: 15.5 }, {}, 'must be a whole number'],
    ['number', 'ratio', { ratio: '1' }, {}, 'must be a number'],
    ['boolean', 'on', { on: 'true' }, {}, 'must be true or false'],
    ['list', 'list', { list: {} }, {}, 'must be a list'],
    ['object', 'list.0', { list: [null] }, {}, 'must be an object'],
    ['object', 'map', { map: 1 }, {}, 'must be an object'],
    ['oneOf', 'kind', { kind: 'c' }, { values: 'a, b' }, 'must be one of a, b'],
    ['tooSmall', 'size', { size: 5 }, { minimum: 10 }, 'must be at least 10'],
    ['tooBig', 'size', { size: 25 }, { maximum: 20 }, 'must be at most 20'],
    ['multipleOf', 'size', { size: 12 }, { divisor: 5 }, 'must be a multiple of 5'],
    ['tooShort', 'name', { name: 'a' }, { minimum: 2 }, 'must have at least 2 characters'],
    ['tooLong', 'name', { name: 'abcd' }, { maximum: 3 }, 'must have at most 3 characters'],
    ['tooFew', 'list', { list: [] }, { minimum: 1 }, 'must have at least 1 item'],
    [
      'tooMany',
      'list',
      { list: Array(3).fill({ key: '' }) },
      { maximum: 2 },
      'must have at most 2 items',
    ],
    ['unknownField', 'other', { other: 1 }, { name: 'other' }, 'is not a known field'],
  ])('reports %s at %s', (rule, path, change, values, message) => {
    const fault = { path, rule, message, ...(Object.keys(values).length > 0 && { values }) }
    expect(check(schema, { ...validParams, ...change }).faults).toEqual([fault])
  })

  it('reports only declared rules', () => {
    const allParams = { ...validParams, name: 1, other: 1 }
    const rules = check(schema, allParams).faults?.map(({ rule }) => rule) ?? []
    expect(rules).toHaveLength(2)
    expect(builtInRules).toEqual(expect.arrayContaining(rules))
  })

  it('returns the value with defaults if there is no fault', () => {
    expect(check(schema, validParams)).toEqual({ value: validParams })
  })
})

describe('validate', () => {
  it('finds every fault, including those of rules over several fields', () => {
    const params = {
      serviceName: 'Web',
      accessType: 'SvcLBTypeInner',
      volumes: [{ name: 'v', volumeType: 'cbsDisk' }],
      replicas: 2,
      containers: [{ image: '', cpu: 50, envs: [{ name: '1' }] }, 'text'],
    }
    const faults = validate(actions.CreateClusterService, params)
    expect(faults.map(({ path, rule }) => `${path} ${rule}`)).toEqual([
      'clusterId required',
      'serviceName serviceName',
      'volumes.0.cbsDiskId cbsDiskIdWithVolumeType',
      'containers.0.containerName required',
      'containers.0.image required',
      'containers.0.envs.0.name envName',
      'containers.0.envs.0.value required',
      'containers.0.cpu leastCpu',
      'containers.1 object',
      'subnetId subnetWithInnerLb',
      'replicas oneReplicaWithCbsDisk',
    ])
  })

  it('reports no contract rule for a value of the wrong type', () => {
    const faults = validate(actions.CreateClusterNamespace, {
      clusterId: 'cls-1',
      name: 5,
      description: null,
    })
    expect(faults.map(({ path, rule }) => `${path} ${rule}`)).toEqual([
      'name text',
      'description text',
    ])
  })

  it.each([undefined, null, 1, 'text', []])(
    'accepts %j as parameters without throwing',
    (params) => {
      expect(validate(actions.CreateClusterService, params)).not.toEqual([])
    },
  )

  it('reports inherited property names as unknown', () => {
    const params: unknown = JSON.parse('{"clusterId":"c","__proto__":{"x":1},"constructor":1}')
    const faults = validate(actions.DescribeClusterNameSpaces, params)
    expect(faults.map(({ path, rule }) => `${path} ${rule}`).sort()).toEqual([
      '__proto__ unknownField',
      'constructor unknownField',
    ])
  })
})

describe('faultsOf', () => {
  it('reports a missing value as a wrong type if the parse has not reported inputs', () => {
    const { error } = z.safeParse(schema, { ...validParams, name: undefined })
    expect(error && faultsOf(error)).toMatchObject([{ path: 'name', rule: 'text' }])
  })
})
