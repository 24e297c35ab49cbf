import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { monitorCodes } from '../../contract/tables/monitorCodes'
import { en } from '../en'

/** Names of the proxy's own errors, found in its sources. */
function codeDescsOfProxy(): string[] {
  const folder = join(process.cwd(), 'server/proxy')
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
  const codePattern = /new Problem\(\s*\d+,\s*'(\w+)'|\[\d+, '(\w+)'\]|invalid\(.*\], '(\w+)'\)/g
  return [
    ...new Set(
      [...sources.matchAll(codePattern)].flatMap((match) => match.slice(1).filter(Boolean)),
    ),
  ]
}

describe('error texts', () => {
  it.each(codeDescsOfProxy())('exist for the proxy’s %s', (codeDesc) => {
    expect(Object.keys(en.errors.desc)).toContain(codeDesc)
  })

  it('finds the codeDescs of the proxy in its sources', () => {
    expect(codeDescsOfProxy()).toEqual(
      expect.arrayContaining(['SignInRequired', 'UpstreamSlow', 'UnknownAccount', 'ReadOnly']),
    )
  })

  const monitoring = Object.values(monitorCodes).map(({ code }) => code)
  it.each([4000, 4100, 4104, 4400, 4500, 5000, 5100, 5400, 6000, 6100, 6200, ...monitoring])(
    'exist for the API’s code %i',
    (code) => {
      expect(Object.keys(en.errors.code)).toContain(String(code))
    },
  )
})
