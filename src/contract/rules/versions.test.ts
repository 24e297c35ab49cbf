import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareTags, compareVersions, isVersion } from './versions'

/** Sorted from oldest to newest, by semver.org's order where it is defined. */
const inOrder = [
  'git-2',
  'git-10',
  'latest',
  'nightly-20171203',
  '0.9.9',
  'v1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-alpha.beta',
  '1.0.0-beta',
  '1.0.0-beta.2',
  '1.0.0-beta.11',
  '1.0.0-rc.1',
  '1.0.0',
  '1.0.1',
  '1.9',
  'v1.10.0',
  'V1.11.0',
  '2.14.3-rc2',
  '2.14.3-rc10-alpine',
  '2.14.3-rc10',
  '2.14.3-alpine3.19',
  '2.14.3-slim',
  '2.14.3',
  'v19.9.9',
  '20-rc.1',
  '20-alpine',
  '20',
  '20.0.1',
]

describe('compareVersions', () => {
  it('sorts versions regardless of their initial order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(inOrder, { minLength: inOrder.length }), (names) => {
        expect(names.toSorted(compareVersions)).toEqual(inOrder)
      }),
    )
  })

  it('is a total order of arbitrary names', () => {
    const name = fc.oneof(
      fc.constantFrom(...inOrder),
      fc.stringMatching(/^v?\d{1,3}(\.\d{1,3}){0,4}(-[a-z0-9]{1,4}(\.\d{1,3})?)?$/),
      fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,12}$/),
    )
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0)
        expect(compareVersions(a, a)).toBe(0)
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0) {
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('isVersion', () => {
  it.each([
    ['1.2', true],
    ['v1.2.3', true],
    ['2.15.0-rc.2', true],
    ['1.13.8-alpine', true],
    ['latest', false],
    ['v1', true],
    ['V1.11.0', true],
    ['20', true],
    ['20-alpine', true],
    ['1234abc', false],
    ['nightly-20171203', false],
    ['20171203', false],
  ])('%s: %s', (name, is) => {
    expect(isVersion(name)).toBe(is)
  })
})

it('compareTags puts other words before versions, by push time', () => {
  const tags = ['main', '20', 'latest', 'V1.11.0', 'dev', '20-alpine', 'v19'].map(
    (tagName, pushedAt) => ({ tagName, pushedAt }),
  )
  expect(tags.toSorted(compareTags).map(({ tagName }) => tagName)).toEqual([
    'main',
    'latest',
    'dev',
    'V1.11.0',
    'v19',
    '20-alpine',
    '20',
  ])
})
