import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logLines, newLines, textOf } from './ansi'

const esc = '\u001b'

describe('logLines', () => {
  it.each([
    ['plain', [[{ text: 'plain' }]]],
    [`${esc}[31mred${esc}[0m not`, [[{ text: 'red', color: 'red' }, { text: ' not' }]]],
    [`${esc}[1;32mok${esc}[m.`, [[{ text: 'ok', color: 'green', isBold: true }, { text: '.' }]]],
    [`${esc}[93mwarn${esc}[39m`, [[{ text: 'warn', color: 'yellow' }]]],
    [`${esc}[38;5;9mred${esc}[38;5;200m?`, [[{ text: 'red?', color: 'red' }]]],
    [`${esc}[38;2;1;2;31mtrue`, [[{ text: 'true' }]]],
    [`a${esc}[2K${esc}[1Gb`, [[{ text: 'ab' }]]],
    [`${esc}]0;title\u0007text${esc}]8;;http://x${esc}\\link`, [[{ text: 'textlink' }]]],
    [`a${esc}(Bb${esc}7c\u0008d\u0000`, [[{ text: 'abcd' }]]],
    [`${esc}[3`, [[{ text: '[3' }].slice(1).concat([{ text: '3' }])]],
    ['tab\there', [[{ text: 'tab\there' }]]],
    [
      `${esc}[34mone\ntwo${esc}[0m\r\n`,
      [[{ text: 'one', color: 'blue' }], [{ text: 'two', color: 'blue' }], []],
    ],
  ])('parses %j', (log, lines) => {
    expect(logLines(log)).toEqual(lines)
  })

  it('leaves no control character but tabs', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...`${esc}[]0;1mA\\\u0007\u009b\t x`) }),
        (log) => {
          expect(logLines(log).map(textOf).join('')).not.toMatch(/[^\P{Cc}\t]/u)
        },
      ),
    )
  })
})

describe('newLines', () => {
  const lines = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => `line ${from + index}`)
  it.each([
    [lines(0, 100), lines(0, 100), 0],
    [lines(0, 100), lines(3, 103), 3],
    [lines(0, 5), lines(0, 9), 4],
    [[], lines(0, 4), 4],
    [lines(0, 100), lines(500, 600), 100],
  ])('counts the lines that were added', (before, after, count) => {
    expect(newLines(before, after)).toBe(count)
  })
})
