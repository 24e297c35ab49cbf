// Response times of one user's reads of a healthy region, alone and while another user with nine
// sessions reads a region that hangs.
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freePort } from '../lib/freePort.mjs'
import { inRoot } from '../lib/paths.mjs'

const sessions = 9
const concurrent = 32
const seconds = Number(process.env.BENCH_FAIRNESS_SECONDS ?? 20)
/** Milliseconds between two reads of the other user. */
const pause = 25
const password = 'correct horse battery staple'

async function startConsole(folder, upstream) {
  const port = await freePort()
  const account = {
    name: 'bench',
    secretId: 'AKIDbench',
    secretKey: { value: 'benchSecretKeyOfNobody0000000001' },
    regions: ['gz', 'sh'],
    endpoints: { ccs: `http://127.0.0.1:${upstream}` },
  }
  const accounts = path.join(folder, 'accounts.json')
  fs.writeFileSync(accounts, JSON.stringify([account]))
  const child = spawn(process.execPath, [inRoot('dist/server/main.js')], {
    env: {
      PATH: process.env.PATH,
      GANTRY_PORT: String(port),
      GANTRY_DATA: folder,
      GANTRY_ACCOUNTS: accounts,
      GANTRY_ADMIN_PASSWORD: password,
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await once(child.stdout, 'data')
  child.stdout.resume()
  return { child, origin: `http://127.0.0.1:${port}` }
}

/** Sends requests of one session; resolves with status and milliseconds. */
function clientOf(origin) {
  let headers = { 'Content-Type': 'application/json', 'X-Gantry': '1', Origin: origin }
  const send = async (to, body) => {
    const sentAt = performance.now()
    const answer = await fetch(`${origin}${to}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    const json = await answer.json()
    const cookies = answer.headers.getSetCookie()
    return { status: answer.status, took: performance.now() - sentAt, json, cookies }
  }
  return {
    send,
    async signIn(user) {
      const { status, json, cookies } = await send('/api/session', { user, password })
      if (status !== 200) throw new Error(`${user} could not sign in: ${JSON.stringify(json)}`)
      const secret = json.data.sessionSecret
      headers = {
        ...headers,
        Cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; '),
        ...(secret && { 'X-Gantry-Session': secret }),
      }
    },
    read: (region) => send('/api/call/DescribeCluster', { account: 'bench', region, params: {} }),
  }
}

const percentile = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]

/** Sends reads one after another for `seconds`; throws if a read is refused. */
async function measure(client) {
  const times = []
  const until = performance.now() + seconds * 1000
  while (performance.now() < until) {
    const { status, took, json } = await client.read('sh')
    if (status !== 200)
      throw new Error(`a read was answered with ${status}: ${JSON.stringify(json)}`)
    times.push(took)
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  return times
}

export async function bench(report) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-bench-'))
  const upstreamPort = await freePort()
  const upstream = fork(inRoot('scripts/bench/fairness/hangingUpstream.mjs'), [
    String(upstreamPort),
  ])
  await once(upstream, 'message')
  const { child, origin } = await startConsole(folder, upstreamPort)
  try {
    const admin = clientOf(origin)
    await admin.signIn('admin')
    for (const name of ['greedy', 'other']) {
      const { status, json } = await admin.send('/api/users', {
        user: name,
        password,
        role: 'viewer',
      })
      if (status !== 200) throw new Error(`${name} was not added: ${JSON.stringify(json)}`)
    }
    const otherUser = clientOf(origin)
    await otherUser.signIn('other')
    await measure(otherUser)
    const undisturbed = await measure(otherUser)

    const greedy = Array.from({ length: sessions }, () => clientOf(origin))
    for (const item of greedy) await item.signIn('greedy')
    let isOver = false
    const statuses = new Map()
    /** Sends reads continuously; waits after a refusal as a browser does. */
    const keepReading = async (client) => {
      while (!isOver) {
        const { status } = await client.read('gz').catch(() => ({ status: 0 }))
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        if (status !== 200) await new Promise((resolve) => setTimeout(resolve, 1000))
      }
    }
    const loops = greedy.flatMap((item) =>
      Array.from({ length: concurrent }, () => keepReading(item)),
    )
    const disturbed = await measure(otherUser)
    isOver = true
    child.kill('SIGKILL')
    await Promise.all(loops)

    const [undisturbedP95, disturbedP95] = [
      percentile(undisturbed, 0.95),
      percentile(disturbed, 0.95),
    ]
    report(`p95 of ${undisturbed.length} reads, undisturbed`, `${undisturbedP95.toFixed(1)} ms`)
    report(
      `p95 of ${disturbed.length} reads beside ${sessions} × ${concurrent} reads of a hanging region`,
      `${disturbedP95.toFixed(1)} ms`,
    )
    report('longest of them', `${Math.max(...disturbed).toFixed(1)} ms`)
    report('ratio of the two p95', (disturbedP95 / undisturbedP95).toFixed(2), 'below 2')
    const counts = [...statuses].map(([status, count]) => `${count} × ${status}`).join(', ')
    report('answers of the hanging region', counts)
    if (disturbedP95 / undisturbedP95 >= 2) process.exitCode = 1
  } finally {
    child.kill('SIGKILL')
    upstream.kill('SIGKILL')
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
