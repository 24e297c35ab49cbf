// Throughput and latency of signed reads through the console, compared with a bare node:http
// reverse proxy.
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freePort } from '../lib/freePort.mjs'
import { inRoot } from '../lib/paths.mjs'
import { sessionHeaders } from '../lib/sessionHeaders.mjs'

const rounds = 5
const milliseconds = 2_000
const password = 'correct horse battery staple'
const secretKey = 'benchSecretKeyOfNobody0000000001'

async function helper(name, ...args) {
  const child = fork(inRoot('scripts/bench/proxy', `${name}.mjs`), args.map(String))
  await once(child, 'message')
  return child
}

/**
 * Starts the console with sessions, validation and rate limits; the limits are too high to be hit.
 */
async function startConsole(folder, upstream) {
  const port = await freePort()
  const account = {
    name: 'bench',
    secretId: 'AKIDbench',
    secretKey: { value: secretKey },
    regions: ['gz'],
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
      GANTRY_SESSION_RATE: '1000000',
      GANTRY_ACCOUNT_RATE: '1000000',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  child.stdout.resume()
  const origin = `http://127.0.0.1:${port}`
  const headers = { 'Content-Type': 'application/json', 'X-Gantry': '1', Origin: origin }
  const body = JSON.stringify({ user: 'admin', password })
  const answer = await fetch(`${origin}/api/session`, { method: 'POST', headers, body })
  return { child, origin, headers: { ...headers, ...(await sessionHeaders(answer)) } }
}

const bodyOf = (params) => JSON.stringify({ account: 'bench', region: 'gz', params })
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1]

export async function bench(report) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-bench-'))
  const [upstreamPort, barePort] = [await freePort(), await freePort()]
  const children = [await helper('upstream', upstreamPort)]
  try {
    children.push(await helper('bare', barePort, upstreamPort))
    const load = await helper('load')
    children.push(load)
    const { child, origin, headers } = await startConsole(folder, upstreamPort)
    children.push(child)

    async function measure(to, body, connections, ms = milliseconds) {
      const call = { path: '/api/call/DescribeCluster', headers, body }
      load.send({ origin: to, ...call, connections, milliseconds: ms })
      const [result] = await once(load, 'message')
      if (result.others > 0) throw new Error(`${result.others} answers of ${to} were not 200`)
      return result
    }

    const bare = `http://127.0.0.1:${barePort}`
    const small = bodyOf({ limit: 20 })
    const ids = Array.from({ length: 200 }, (_, at) => `cls-${String(at).padStart(8, '0')}`)
    const large = bodyOf({ clusterIds: ids })
    for (const body of [small, large]) {
      for (const to of [bare, origin]) await measure(to, body, 10, 1_500)
    }

    for (const [name, body, minShare] of [
      ['small read', small, 0.5],
      ['200 fields', large, 0.35],
    ]) {
      for (const connections of [10, 100]) {
        const shares = []
        const rates = { bare: [], own: [] }
        for (let round = 0; round < rounds; round += 1) {
          // Alternate, so that other load on the machine affects both equally.
          const bareResult = await measure(bare, body, connections)
          const consoleResult = await measure(origin, body, connections)
          shares.push(consoleResult.perSecond / bareResult.perSecond)
          rates.bare.push(bareResult.perSecond)
          rates.own.push(consoleResult.perSecond)
        }
        const label = `${name}, ${connections} connections`
        report(`${label}: bare proxy`, `${Math.round(median(rates.bare))}/s`)
        report(`${label}: the console`, `${Math.round(median(rates.own))}/s`)
        report(`${label}: share`, median(shares).toFixed(2), `at least ${minShare}`)
      }
    }
    const added = []
    for (let round = 0; round < rounds; round += 1) {
      const bareResult = await measure(bare, small, 1)
      const consoleResult = await measure(origin, small, 1)
      added.push(consoleResult.median - bareResult.median)
    }
    report('added at one connection, median', `${median(added).toFixed(2)} ms`, 'under 0.5 ms')
  } finally {
    for (const child of children) child.kill('SIGKILL')
    fs.rmSync(folder, { recursive: true, force: true })
  }
}
