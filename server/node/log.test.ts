import { expect, it } from 'vitest'
import { formatLine, hideInLog } from './log'

it('writes one JSON object per line, with the time and secrets masked', () => {
  hideInLog(['very"secret/key', 'abc'])
  const error = 'signed with very"secret/key, abc\nsecond line'
  const line = formatLine({ event: 'failure', error }, new Date(0))
  expect(line.endsWith('\n')).toBe(true)
  expect(line.trimEnd()).not.toContain('\n')
  expect(JSON.parse(line)).toEqual({
    time: '1970-01-01T00:00:00.000Z',
    event: 'failure',
    error: 'signed with ••••••••, abc\nsecond line',
  })
})
