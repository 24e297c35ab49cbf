// Response times of the audit log's pages, with a million rows.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import Database from 'libsql'
import { freePort } from '../lib/freePort.mjs'
import { inRoot } from '../lib/paths.mjs'
import { sessionHeaders } from '../lib/sessionHeaders.mjs'

const rows = Number(process.env.BENCH_AUDIT_ROWS ?? 1_000_000)
const rounds = 15
const password = 'correct horse battery staple'

async function start(folder) {
  const port = await freePort()
  const child = spawn(process.execPath, [inRoot('dist/server/main.js')], {
    env: {
      PATH: process.env.PATH,
      GANTRY_PORT: String(port),
      GANTRY_CLOUD_PORT: '0',
      GANTRY_CLOUD_WORLD: 'empty',
      GANTRY_DATA: folder,
      GANTRY_ADMIN_PASSWORD: password,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  child.stdout.resume()
  return { child, origin: `http://127.0.0.1:${port}` }
}

async function stop({ child }) {
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/** A year of entries by 200 users on 200 services; 2 % failed. */
function seed(folder) {
  const database = new Database(path.join(folder, 'gantry.db'))
  database.exec('pragma synchronous = off')
  const numbers = `with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < ${rows})`
  const id = `printf('%012x-%016x', 1760000000000 + i * 31000, i)`
  const target = `'cls-' || printf('%08d', i % 20) || '/default/svc-' || (i % 200)`
  database.exec(`begin; insert into audit (id, at, user, role, address, account, region, action, target,
    params, outcome, code, codeDesc, message, cloudRequestId, duration, instance, chained) ${numbers}
    select ${id}, 1760000000000 + i * 31000, 'user' || (i % 199), 'operator', '192.0.2.1',
      case i % 3 when 0 then 'prod' else 'staging' end, 'gz',
      case i % 5 when 0 then 'ModifyClusterServiceImage' else 'ModifyServiceReplicas' end, ${target},
      '{"clusterId":"cls-1","serviceName":"web","scaleTo":3}',
      case when i % 50 = 0 then 'error' else 'ok' end, 0, 'Success', '', '', 40, '', 0 from n;
    insert into auditParts ${numbers} select 'svc-' || (i % 200), ${id} from n;
    insert into auditParts ${numbers} select ${target}, ${id} from n; commit`)
  database.exec('analyze')
  database.close()
}

export async function bench(report) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-bench-'))
  let server
  try {
    await stop(await start(folder))
    seed(folder)
    server = await start(folder)
    const { origin } = server
    const headers = { 'Content-Type': 'application/json', 'X-Gantry': '1', Origin: origin }
    const body = JSON.stringify({ user: 'admin', password })
    const session = await fetch(`${origin}/api/session`, { method: 'POST', headers, body })
    const authHeaders = await sessionHeaders(session)
    const middle = (1_760_000_000_000 + (rows / 2) * 31_000).toString(16).padStart(12, '0')
    const beforeMiddle = `before=${middle}-${'0'.repeat(16)}`
    for (const [label, query] of [
      ['the newest', ''],
      ['from the middle on', beforeMiddle],
      ['of a user', 'user=user7'],
      [
        'of a user and an action, from the middle on',
        `user=user7&action=ModifyServiceReplicas&${beforeMiddle}`,
      ],
      ['that failed, in an account', 'outcome=error&account=prod'],
      ['about a service', 'object=svc-7'],
      ['about a service, by a user', 'object=svc-7&user=user7'],
      ['of an unknown user', 'user=nobody&account=prod'],
      ['of an action without entries', 'action=DeleteCluster&outcome=ok'],
      ['of a month', 'from=1765000000000&until=1767600000000'],
    ]) {
      const times = []
      for (let round = 0; round < rounds; round += 1) {
        const startedAt = performance.now()
        const answer = await fetch(`${origin}/api/audit?limit=50&${query}`, {
          headers: authHeaders,
        })
        await answer.arrayBuffer()
        if (answer.status !== 200) throw new Error(`${query}: ${answer.status}`)
        times.push(performance.now() - startedAt)
      }
      times.sort((a, b) => a - b)
      report(
        `a page of ${rows.toLocaleString('en')}: ${label}`,
        `${times[rounds >> 1].toFixed(0)} ms`,
        'under 200 ms',
      )
    }
  } finally {
    server?.child.kill('SIGKILL')
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
