// The simulation with its `large` world in its own process: start-up time, response times,
// memory.
import { spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { inRoot } from '../lib/paths.mjs'

const defaultRounds = 60
const secretId = 'AKIDbench'
const secretKey = 'benchbenchbenchbench'
const port = await freePort()
const host = `127.0.0.1:${port}`

let nonce = 0

/** Benches running at the same time must not share a port. */
async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port: free } = server.address()
  server.close()
  await once(server, 'close')
  return free
}

/** A signed GET request, as any API client sends it. */
async function call(action, params = {}) {
  nonce += 1
  const all = {
    Action: action,
    Region: 'gz',
    Timestamp: String(Math.floor(Date.now() / 1000)),
    Nonce: String(nonce),
    SecretId: secretId,
    ...params,
  }
  const pairs = Object.keys(all)
    .sort()
    .map((name) => `${name}=${all[name]}`)
  const text = `GET${host}/v2/index.php?${pairs.join('&')}`
  const Signature = createHmac('sha1', secretKey).update(text).digest('base64')
  const answer = await fetch(
    `http://${host}/v2/index.php?${new URLSearchParams({ ...all, Signature })}`,
    // Compression would hide the time of the endpoint and the simulation.
    { headers: { 'Accept-Encoding': 'identity' } },
  )
  const body = await answer.json()
  if (body.code !== 0) throw new Error(`${action}: ${body.code} ${body.message}`)
  return body.data
}

async function firstAnswer(child) {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server has ended with ${child.exitCode}`)
    try {
      return await call('DescribeCluster', { limit: 1 })
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
}

/** Starts the simulation on a folder; returns it with the milliseconds until its first answer. */
async function start(data) {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [inRoot('dist/server/main.js'), 'cloud'], {
    env: {
      ...process.env,
      GANTRY_DATA: data,
      GANTRY_CLOUD_PORT: String(port),
      GANTRY_CLOUD_ADMIN_PORT: '0',
      GANTRY_CLOUD_WORLD: 'large',
      GANTRY_CLOUD_SECRET_ID: secretId,
      GANTRY_CLOUD_SECRET_KEY: secretKey,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await firstAnswer(child)
  return { child, startMilliseconds: performance.now() - startedAt }
}

async function stop(child) {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

/** Current resident memory in MB; Linux only. */
function memoryOf(child) {
  const status = fs.readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024
}

const ms = (value) => `${value.toFixed(value < 100 ? 1 : 0)} ms`
const megabytes = (value) => `${value.toFixed(0)} MB`

const day = 86_400_000

/** A time in the API's format (Beijing time). */
const beijing = (instant) =>
  new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

/** Parameters of GetMonitorData for the given number of periods up to now. */
function measuring(namespace, metricName, dimensions, period, points) {
  const startTime = beijing(Date.now() - (points - 1) * period * 1000)
  const named = Object.entries(dimensions).flatMap(([name, value], index) => [
    [`dimensions.${index}.name`, name],
    [`dimensions.${index}.value`, value],
  ])
  return { namespace, metricName, period, startTime, ...Object.fromEntries(named) }
}

/** The most common chart queries, on the region's oldest cluster. */
async function measureCharts(report, clusters) {
  const [oldest] = clusters.toSorted((one, other) => (one.createdAt < other.createdAt ? -1 : 1))
  const { clusterId } = oldest
  const { services } = await call('DescribeClusterService', { clusterId, allnamespace: 1 })
  const { serviceName, namespace } = services.at(-1)
  const service = { clusterId, serviceName, namespace }
  const cluster = { docker_clusterid: clusterId }
  const month = (31 * day) / 3_600_000
  const charts = [
    ['a cluster, 24 h by the minute', ['qce/cvm', 'dc_cpu_usage', cluster, 60, 1440], 100],
    ['a cluster, 31 d by the hour', ['qce/cvm', 'dc_mem_usage', cluster, 3600, month], 0],
    ['a cluster, 186 d by the day', ['qce/cvm', 'dc_cpu_usage', cluster, 86_400, 186], 0],
    ['a service, 24 h by the minute', ['qce/docker', 'service_mem_used', service, 60, 1440], 50],
    ['a service, 31 d by the hour', ['qce/docker', 'service_cpu_used', service, 3600, month], 50],
  ]
  for (const [label, query, limit] of charts) {
    const times = await timesOf('GetMonitorData', measuring(...query), 15)
    report(`GetMonitorData of ${label}`, ms(times[7]), limit > 0 ? `< ${limit} ms` : '')
  }
}

async function timesOf(action, params, rounds = defaultRounds) {
  const times = []
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now()
    await call(action, params)
    times.push(performance.now() - startedAt)
  }
  return times.sort((one, other) => one - other)
}

export async function bench(report) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-bench-'))
  let running
  try {
    running = await start(data)
    report(
      'start on an empty folder, until the first answer',
      ms(running.startMilliseconds),
      '< 3000 ms',
    )
    if (process.platform === 'linux') {
      report('memory after that', megabytes(memoryOf(running.child)), '< 400 MB')
    }
    await stop(running.child)
    running = await start(data)
    report('start on a folder that has the world', ms(running.startMilliseconds), '< 3000 ms')

    const { clusters } = await call('DescribeCluster', { limit: 100 })
    const clusterId = clusters[0].clusterId
    const { services } = await call('DescribeClusterService', { clusterId, allnamespace: 1 })
    const { serviceName, namespace } = services.at(-1)
    const { repoInfo } = await call('SearchUserRepository', { limit: 100 })
    const { reponame } = repoInfo.toSorted((one, other) => other.tagCount - one.tagCount)[0]
    const calls = [
      ['DescribeCluster', { limit: 100 }],
      ['DescribeClusterService', { clusterId, allnamespace: 1 }],
      ['DescribeServiceInstance', { clusterId, serviceName, namespace, limit: 100 }],
      ['GetTagList', { reponame, limit: 100 }],
    ]
    for (const [action, params] of calls) {
      const times = await timesOf(action, params)
      const worst = times[Math.floor(times.length * 0.95)]
      report(
        `${action}, median of ${defaultRounds}`,
        ms(times[defaultRounds / 2]),
        `< 20 ms (95 %: ${ms(worst)})`,
      )
    }
    await measureCharts(report, clusters)
    if (process.platform === 'linux') {
      report('memory after these', megabytes(memoryOf(running.child)), '< 400 MB')
    }
  } finally {
    if (running && running.child.exitCode === null) await stop(running.child)
    fs.rmSync(data, { recursive: true, force: true })
  }
}
