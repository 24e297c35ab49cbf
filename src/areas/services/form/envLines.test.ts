import { describe, expect, it } from 'vitest'
import { envFaults, envLines, repeatedNames } from './envLines'

const pairs = (text: string) => envLines(text)?.map(({ name, value }) => [name, value])

describe('envLines', () => {
  it('reads one variable a line', () => {
    expect(pairs('A=1\nB=two words\r\nC=\n')).toEqual([
      ['A', '1'],
      ['B', 'two words'],
      ['C', ''],
    ])
  })

  it.each([
    ['export A=1', [['A', '1']]],
    ['  A = 1  ', [['A', '1']]],
    [
      '# comment\n\nA=1 # one\nB=#2\nC=a#b',
      [
        ['A', '1'],
        ['B', ''],
        ['C', 'a#b'],
      ],
    ],
    ["A='it # is $x\\n'", [['A', 'it # is $x\\n']]],
    ['A="say \\"hi\\"\\n\\$x" # greeting', [['A', 'say "hi"\n$x']]],
    [
      'A="two\nlines"\nB=2',
      [
        ['A', 'two\nlines'],
        ['B', '2'],
      ],
    ],
    ['URL=http://a.b/?c=d&e=f==', [['URL', 'http://a.b/?c=d&e=f==']]],
    [
      'A="open\nB=2',
      [
        ['A', '"open'],
        ['B', '2'],
      ],
    ],
    ['\ufeffA=1', [['A', '1']]],
    [
      'A=1\nnot a variable',
      [
        ['A', '1'],
        ['not a variable', ''],
      ],
    ],
    ['1A=x', [['1A', 'x']]],
  ])('parses %j', (text, expected) => {
    expect(pairs(text)).toEqual(expected)
  })

  it.each(['NAME', '', 'two words', 'a\nb', '# A=1'])('returns undefined for %j', (text) => {
    expect(envLines(text)).toBeUndefined()
  })
})

it('repeatedNames has each name that occurs twice', () => {
  const namedEntries = ['A', 'B', 'A', '', '', 'a', 'C', 'C', 'C'].map((name) => ({ name }))
  expect([...repeatedNames(namedEntries)]).toEqual(['A', 'C'])
})

it('envFaults marks every variable of a repeated name, in its own container', () => {
  const containers = [
    { envs: [{ name: 'A' }, { name: 'B' }, { name: 'A' }] },
    { envs: [{ name: 'A' }] },
    {},
  ]
  expect(envFaults(containers).map(({ path }) => path)).toEqual([
    'containers.0.envs.0.name',
    'containers.0.envs.2.name',
  ])
})
