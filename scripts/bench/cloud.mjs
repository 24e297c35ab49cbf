// The simulation with its `large` world in its own process: start-up time, response times,
// memory.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freePort } from '../lib/freePort.mjs'
import { inRoot } from '../lib/paths.mjs'
import {
  callsOn,
  firstAnswer,
  megabytes,
  memoryOf,
  ms,
  secretId,
  secretKey,
  stop,
  timesOf,
} from '../lib/signedCalls.mjs'

const defaultRounds = 60
const port = await freePort()
const call = callsOn(port)

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
  await firstAnswer(child, () => call('DescribeCluster', { limit: 1 }))
  return { child, startMilliseconds: performance.now() - startedAt }
}

const day = 86_400_000

/** A time in the API's format (Beijing time). */
const beijing = (instant) =>
  new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

/** Parameters of GetMonitorData for the given number of periods up to now. */
function measuring(namespace, metricName, dimensions, period, points) {
  const startTime = beijing(Date.now() - (points - 1) * period * 1000)
  const dimensionParams = Object.entries(dimensions).flatMap(([name, value], index) => [
    [`dimensions.${index}.name`, name],
    [`dimensions.${index}.value`, value],
  ])
  return { namespace, metricName, period, startTime, ...Object.fromEntries(dimensionParams) }
}

/** The most common chart queries, on the region's oldest cluster. */
async function measureCharts(report, clusters) {
  const [oldest] = clusters.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
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
    const times = await timesOf(() => call('GetMonitorData', measuring(...query)), 15)
    report(`GetMonitorData of ${label}`, ms(times[7]), limit > 0 ? `< ${limit} ms` : '')
  }
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
    const { reponame } = repoInfo.toSorted((a, b) => b.tagCount - a.tagCount)[0]
    const calls = [
      ['DescribeCluster', { limit: 100 }],
      ['DescribeClusterService', { clusterId, allnamespace: 1 }],
      ['DescribeServiceInstance', { clusterId, serviceName, namespace, limit: 100 }],
      ['GetTagList', { reponame, limit: 100 }],
    ]
    for (const [action, params] of calls) {
      const times = await timesOf(() => call(action, params), defaultRounds)
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
