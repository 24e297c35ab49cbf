import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Listener, listen } from '../../node/http/server'
import { testKey } from '../cloud/client'
import { Clock } from '../cloud/clock'
import { testCloud } from '../cloud/cloud'

/** Runs the vendor's unmodified Go SDK against a listening endpoint. */

const run = promisify(execFile)
const source = path.resolve(import.meta.dirname, 'go')
const hasGo = spawnSync('go', ['version']).status === 0
const needsGo = hasGo ? '' : ' (needs Go 1.23 or newer in PATH)'

let listening: Listener
const folder = mkdtempSync(path.join(tmpdir(), 'gantry-go-'))
const program = path.join(folder, 'clients')

beforeAll(async () => {
  if (!hasGo) return
  const flags = { CGO_ENABLED: '0', GOFLAGS: '-mod=readonly -buildvcs=false' }
  const env = { ...process.env, ...flags }
  const cloud = await testCloud({ world: 'demo', clock: new Clock(Date.now()) })
  listening = await listen((request) => cloud.fetch(request), '127.0.0.1', 0)
  // The first build also compiles the SDK.
  await run('go', ['build', '-o', program, '.'], { cwd: source, env })
}, 600_000)

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  if (hasGo) await listening.close()
})

describe.skipIf(!hasGo)(`the vendor’s Go SDK${needsGo}`, () => {
  it.each([
    ['GET', 'HmacSHA1'],
    ['GET', 'HmacSHA256'],
    ['POST', 'HmacSHA1'],
    ['POST', 'HmacSHA256'],
  ])('reads, writes and is refused by %s with %s', async (method, signature) => {
    const name = `go-${method}-${signature}`.toLowerCase()
    const { secretId: SECRET_ID, secretKey: SECRET_KEY } = testKey
    const env = { SECRET_ID, SECRET_KEY, ENDPOINT: `127.0.0.1:${listening.port}` }
    const { stdout } = await run(program, [method, signature, name], { env, timeout: 50_000 })
    const said: unknown = JSON.parse(stdout)
    expect(said).toEqual({
      cluster: 'shop-staging',
      desc: 'Ünïcode 容器 & = + % #',
      envs: Array.from({ length: 12 }, (_, n) => `V${n}=值 ${n} & = + %\n`),
      replicas: 3,
      period: 86_400,
      points: 1,
      missing: 'ServiceNotFound',
      malformed: 'InvalidParameter',
      unmeasured: 'OperationDenied.SourceNotExists',
      wrongKey: 'AuthFailure',
      deleted: 'ServiceDeleting',
    })
  })
})
