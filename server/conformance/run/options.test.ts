import { describe, expect, it } from 'vitest'
import { parseDifferences } from './differences'
import { readOptions } from './options'

const env = { GANTRY_CONFORMANCE_SECRET_ID: 'AKID', GANTRY_CONFORMANCE_SECRET_KEY: 'key' }
const endpoint = 'https://{module}.api.example.com/v2/index.php'

describe('the options of the command', () => {
  it('default to reads only in the region gz, with the given endpoint and keys', () => {
    expect(readOptions([endpoint], env)).toMatchObject({
      target: { endpoint, secretId: 'AKID', secretKey: 'key', region: 'gz' },
      isWriting: false,
      isBuying: false,
      patience: 900_000,
    })
  })

  it('enable --write with --buy', () => {
    expect(readOptions([endpoint, '--buy'], env)).toMatchObject({ isWriting: true, isBuying: true })
  })

  it('name what a service of the run may mount, and whether quotas may be filled', () => {
    const args = ['--write', '--quotas', '--disk', 'disk-1', '--config', 'cfg-1:2:app.conf']
    expect(readOptions([endpoint, ...args], env)).toMatchObject({
      isFillingQuotas: true,
      disk: 'disk-1',
      config: { id: 'cfg-1', version: '2', key: 'app.conf' },
    })
  })

  it('take the region from the environment', () => {
    const inShanghai = { ...env, GANTRY_CONFORMANCE_REGION: 'sh' }
    expect(readOptions([endpoint], inShanghai).target.region).toBe('sh')
  })

  it.each([
    [[], env, /one endpoint/],
    [[endpoint, endpoint], env, /one endpoint/],
    [['ftp://example.com'], env, /no http/],
    [[endpoint], {}, /GANTRY_CONFORMANCE_SECRET_ID/],
    [[endpoint, '--patience', 'long'], env, /--patience/],
    [[endpoint, '--only', 'DescribeNothing'], env, /DescribeNothing/],
    [[endpoint, '--all'], env, /--all/],
    [[endpoint, '--config', 'cfg-1:2'], env, /--config/],
  ])('refuse %j', (args, variables, message) => {
    expect(() => readOptions(args, variables)).toThrow(message)
  })
})

describe('declared differences', () => {
  it('are checks with reasons, by action', () => {
    const declared = { GetLimit: [{ check: 'lists each quota once', reason: 'it has none' }] }
    expect(parseDifferences(JSON.stringify(declared))).toEqual(declared)
  })

  it.each(['{"GetNothing": []}', '{"GetLimit": [{"check": "x"}]}', '[]', 'no JSON'])(
    'refuse %s',
    (json) => {
      expect(() => parseDifferences(json)).toThrow()
    },
  )
})
