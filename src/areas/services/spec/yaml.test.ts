import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse as parseAny } from 'yaml'
import { paramsOf } from '../../../../server/test/cloud/arbitrary'
import { flatten } from '../../../../server/wire/flatten'
import { ModifyClusterService } from '../../../contract/actions/services/services'
import { validate } from '../../../contract/rules/faults'
import { tidy } from './spec'
import { parseYaml, rewriteYaml, toYaml } from './yaml'

const check = (value: object) => validate(ModifyClusterService, value)
const parse = (text: string) => parseYaml(text, check)
const all = paramsOf(ModifyClusterService).map((params) => tidy(params))

const text = `# of the shop
clusterId: cls-1
serviceName: web
replicas: 2 # enough at night
strategy: RollingUpdate
containers:
  - containerName: web
    image: nginx:1
    cpu: 200
`
const problems = (changed: string) =>
  parse(changed).problems.map(({ line, fault, foreign, syntax }) => [
    line,
    fault ? `${fault.path} ${fault.rule}` : (foreign ?? (syntax ? 'syntax' : '')),
  ])

describe('YAML of service settings', () => {
  it('round-trips', () => {
    fc.assert(
      fc.property(all, (params) => {
        const { value = {}, problems } = parse(toYaml(params))
        expect(problems).toEqual([])
        expect(flatten(value)).toEqual(flatten(params))
      }),
    )
  })

  it('adopts other settings over any existing text', () => {
    fc.assert(
      fc.property(all, all, (before, after) => {
        const { value = {} } = parse(rewriteYaml(toYaml(before), after))
        expect(flatten(value)).toEqual(flatten(after))
      }),
    )
  })

  it.each(['1.1', '1.2'] as const)('is read as the same texts by YAML %s', (version) => {
    const ambiguousWords = [
      'yes',
      'off',
      'NO',
      'null',
      '1_000',
      '12:30',
      '=',
      'a\u0085b',
      'a\nb',
      'a: b #',
      '-',
    ]
    const word = fc.oneof(fc.constantFrom(...ambiguousWords), fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(fc.array(word), fc.dictionary(word, word), (list, map) => {
        const value = { list, map: Object.fromEntries(Object.entries(map)) }
        expect(JSON.stringify(parseAny(toYaml(value), { version }))).toBe(JSON.stringify(value))
      }),
    )
  })

  it('keeps the spelling of a word', () => {
    const before = 'value: yes # please\n'
    expect(rewriteYaml(before, { value: 'yes' })).toBe(before)
    expect(rewriteYaml(before, { value: 'no' })).toBe('value: "no" # please\n')
  })

  it('keeps comments and formatting when a field changes in the form', () => {
    const { value = {} } = parse(text)
    expect(rewriteYaml(text, { ...value, replicas: 3 })).toBe(
      text.replace('replicas: 2', 'replicas: 3'),
    )
    expect(rewriteYaml(text, value)).toBe(text)
  })

  it('rewrites a text that could not be parsed', () => {
    expect(rewriteYaml('a: [', { b: 1 })).toBe('b: 1\n')
  })
})

describe('parseYaml', () => {
  it('reports invalid YAML at its line', () => {
    expect(problems(text.replace('replicas: 2', 'replicas: [2'))[0]).toEqual([5, 'syntax'])
    expect(problems('a: 1\n\tb: 2\n')[0]?.[0]).toBe(2)
    expect(problems('a: 1\na: 2\n')[0]).toEqual([2, 'syntax'])
  })

  it('reports unknown keys, wrong types, broken rules and missing fields at their lines', () => {
    expect(problems(text.replace('cpu', 'cpus'))).toEqual([[9, 'containers.0.cpus unknownField']])
    expect(problems(text.replace('200', '50'))).toEqual([[9, 'containers.0.cpu leastCpu']])
    expect(problems(text.replace('replicas: 2', 'replicas: two'))).toEqual([[4, 'replicas number']])
    expect(problems(text.replace('    image: nginx:1\n', ''))).toEqual([
      [7, 'containers.0.image required'],
    ])
    expect(problems(text.replace('strategy: RollingUpdate\n', ''))).toEqual([
      [2, 'strategy required'],
    ])
  })

  it('reports YAML of another kind of document at its line', () => {
    expect(problems('apiVersion: apps/v1\nkind: Deployment\n')).toEqual([[2, 'kubernetes']])
    expect(problems('- a\n- b\n')).toEqual([[1, 'list']])
    expect(problems('only words')).toEqual([[1, 'text']])
    expect(problems('')).toEqual([[1, 'empty']])
    expect(problems(`${text}---\na: 1\n`)[0]?.[1]).toBe('several')
  })

  it('never throws, for arbitrary texts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => {
        const { value, problems } = parse(any)
        expect(value === undefined || problems.length > 0).toBe(true)
        for (const problem of problems) expect(problem.to).toBeLessThanOrEqual(any.length)
      }),
    )
  })

  it('limits the expansion of aliases', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
    for (let index = 0; index < 8; index += 1) {
      const [one, next] = ['abcdefghi'[index], 'abcdefghi'[index + 1]]
      bomb.push(`${next}: &${next} [${Array(9).fill(`*${one}`).join(', ')}]`)
    }
    expect(parse(bomb.join('\n')).problems).toHaveLength(1)
  })
})
