import { describe, expect, it } from 'vitest'
import { csvField } from './csv'

/** Returns the cells into which a spreadsheet that ignores quotation marks splits a line. */
const cellsOf = (line: string) => line.split(/[;\t\r\n]/).map((item) => item.replace(/^["\s]+/, ''))

describe('csvField', () => {
  it.each([
    ['plain', 'plain'],
    ['a "b", c', '"a ""b"", c"'],
    ['cls-1/default/web', 'cls-1/default/web'],
    ['a-b=c', 'a-b=c'],
    ['=1+1', "'=1+1"],
    ['-1', "'-1"],
    ['a;=1+1', `"a;'=1+1"`],
    ['容器；＝1', '容器；＝1'],
  ])('writes %j as %j', (text, field) => {
    expect(csvField(text)).toBe(field)
  })

  it.each([';', '\t', '\n', '\r\n', '; ', ';"', '\n\n', ';\t'])(
    'leaves no cell that starts with a formula after %j',
    (separator) => {
      for (const sign of ['=', '+', '-', '@', '\uff1d', '\uff0b', '\uff0d', '\uff20']) {
        for (const text of [`a${separator}${sign}1`, `${separator}${sign}1`, `${sign}1`]) {
          for (const cell of cellsOf(csvField(text))) {
            expect(cell, JSON.stringify(text)).not.toMatch(/^[=+\-@\uff1d\uff0b\uff0d\uff20]/)
          }
        }
      }
    },
  )
})
