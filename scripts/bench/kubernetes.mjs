// The console on a real control plane with simulated nodes: 5,000 pods of 100 services on 500
// nodes.
import { execFile, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { runnerImport } from 'vite'
import { freePort } from '../lib/freePort.mjs'
import { inRoot } from '../lib/paths.mjs'
import {
  callsOn,
  firstAnswer,
  median,
  megabytes,
  memoryOf,
  ms,
  secretId,
  secretKey,
  slowest,
  stop,
  timesOf,
} from '../lib/signedCalls.mjs'

/** Pods of each of the 100 services; fewer to try out the benchmark. */
const podsPerService = Number(process.env.GANTRY_BENCH_PODS ?? 50)
const services = Array.from({ length: 100 }, (_, index) => `web-${index}`)
const nodes = Array.from({ length: 10 * podsPerService }, (_, index) => `node-${index}`)
const namespace = 'bench'
const deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`
const rounds = 60

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

async function loaded(file) {
  const { module } = await runnerImport(inRoot(file), { configFile: false })
  return module
}

const nodeOf = (name) => ({
  metadata: { name, annotations: { 'kwok.x-k8s.io/node': 'fake' } },
  status: {
    capacity: { cpu: '8', memory: '16Gi', pods: '110' },
    allocatable: { cpu: '8', memory: '16Gi', pods: '110' },
  },
})

const deploymentOf = (name) => ({
  metadata: { name, labels: { app: name } },
  spec: {
    replicas: podsPerService,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'web', image: 'registry.example.com/web:1' }] },
    },
  },
})

/** Runs a function for each item, eight at a time. */
async function eightAtOnce(items, run) {
  const remaining = [...items]
  const work = async () => {
    for (let item = remaining.shift(); item !== undefined; item = remaining.shift()) await run(item)
  }
  await Promise.all(Array.from({ length: 8 }, work))
}

async function fill({ client }) {
  const post = (to, body) => client.write({ method: 'POST', path: to, body })
  await post('/api/v1/namespaces', { metadata: { name: namespace } })
  await eightAtOnce(nodes, (name) => post('/api/v1/nodes', nodeOf(name)))
  await eightAtOnce(services, (name) => post(deployments, deploymentOf(name)))
  for (let tries = 0; tries < 1_800; tries += 1) {
    const { items } = await client.get(deployments)
    if (items.every(({ status }) => status.readyReplicas === podsPerService)) return
    await wait(1_000)
  }
  throw new Error('the pods are not ready after half an hour')
}

/** Starts the console; returns it with the milliseconds until it has listed the services. */
async function startConsole(data, kubeconfig) {
  const port = await freePort()
  const call = callsOn(port)
  const startedAt = performance.now()
  const child = spawn(process.execPath, [inRoot('dist/server/main.js')], {
    env: {
      ...process.env,
      GANTRY_DATA: fs.mkdtempSync(path.join(data, 'console-')),
      GANTRY_PORT: '0',
      GANTRY_KUBECONFIG: kubeconfig,
      GANTRY_CLOUD_PORT: String(port),
      GANTRY_CLOUD_SECRET_ID: secretId,
      GANTRY_CLOUD_SECRET_KEY: secretKey,
    },
    stdio: ['ignore', 'ignore', 'ignore'],
  })
  const { clusters } = await firstAnswer(child, () => call('DescribeCluster'))
  const { clusterId } = clusters[0]
  await call('DescribeClusterService', { clusterId, allnamespace: 1 })
  return { child, call, clusterId, startMilliseconds: performance.now() - startedAt }
}

/** Memory after 50 lists of services. */
async function memoryAfterCalls({ child, call, clusterId }) {
  for (let round = 0; round < 50; round += 1) {
    await call('DescribeClusterService', { clusterId, allnamespace: 1 })
  }
  return memoryOf(child)
}

async function measureReads(report, { call, clusterId }, { client, kubectl }) {
  const service = { clusterId, namespace, serviceName: 'web-7', limit: 100 }
  const selector = 'labelSelector=app%3Dweb-7'
  const reads = [
    [
      ['DescribeClusterService', { clusterId, namespace }],
      [deployments, ['deployments']],
    ],
    [
      ['DescribeServiceInstance', service],
      [`/api/v1/namespaces/${namespace}/pods?${selector}`, ['pods', '-l', 'app=web-7']],
    ],
    [
      ['DescribeClusterInstances', { clusterId, limit: 100 }],
      ['/api/v1/nodes?limit=100', ['nodes', '--chunk-size=100']],
    ],
  ]
  for (const [[action, params], [listPath, resource]] of reads) {
    const times = await timesOf(() => call(action, params), rounds)
    report(`${action}, median of ${rounds}`, ms(median(times)), '< 20 ms')
    report('  95 %', ms(slowest(times)), '< 60 ms')
    report('  the API server’s own list', ms(median(await timesOf(() => client.get(listPath), 9))))
    report('  kubectl get', ms(median(await timesOf(() => kubectl(...resource), 3))))
  }
  report(
    'the API server’s list of all pods',
    ms(median(await timesOf(() => client.get('/api/v1/pods'), 5))),
  )
}

/** Scales each service down and back up; each scaling must raise the generation by one. */
async function measureWrites(report, { call, clusterId }, { client }) {
  const generations = async () => {
    const { items } = await client.get(deployments)
    return new Map(items.map(({ metadata, spec }) => [metadata.name, { ...metadata, ...spec }]))
  }
  const generationsBefore = await generations()
  const scale = (serviceName, scaleTo) =>
    call('ModifyServiceReplicas', { clusterId, namespace, serviceName, scaleTo })
  const startedAt = performance.now()
  await eightAtOnce(services, async (name) => {
    await scale(name, podsPerService - 1)
    await scale(name, podsPerService)
  })
  const elapsed = performance.now() - startedAt
  const generationsAfter = await generations()
  const lostOrRepeated = services.filter((name) => {
    const { generation, replicas } = generationsAfter.get(name)
    return generation !== generationsBefore.get(name).generation + 2 || replicas !== podsPerService
  })
  report('200 scale operations', ms(elapsed), '< 10000 ms')
  report('  lost or sent twice', lostOrRepeated.length, '0')
}

/** Milliseconds from a change in the API server to the console’s answer. */
async function measureChanges(report, { call, clusterId }, { client }) {
  const changedService = { clusterId, namespace, serviceName: 'web-3' }
  const times = await timesOf(async (round) => {
    const description = `change ${round}`
    const body = { metadata: { annotations: { description } } }
    await client.write({ method: 'PATCH', path: `${deployments}/web-3`, body })
    const sentAt = performance.now()
    while (
      (await call('DescribeClusterServiceInfo', changedService)).service.serviceDesc !== description
    ) {
      if (performance.now() - sentAt > 10_000) throw new Error(`${description} never arrived`)
      await wait(5)
    }
  }, 40)
  report('from a change to the answer, 95 % of 40', ms(slowest(times)), '< 500 ms')
}

export async function bench(report) {
  const { areBuilt, programs } = await loaded('server/test/kubernetes/components.ts')
  if (!areBuilt()) {
    report('skipped: npm run kubernetes:build has not been run', '')
    return
  }
  const { startControlPlane, clientFor } = await loaded('server/test/kubernetes/controlPlane.ts')
  const { controlPlane, stop: stopControlPlane } = await startControlPlane()
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'gantry-bench-'))
  const admin = clientFor(controlPlane)
  const kubectl = (...resource) =>
    promisify(execFile)(
      programs.kubectl,
      [
        `--kubeconfig=${controlPlane.kubeconfig}`,
        'get',
        ...resource,
        '-n',
        namespace,
        '-o',
        'json',
      ],
      { maxBuffer: 2 ** 28 },
    )
  const measured = { client: admin.client, kubectl }
  let running
  try {
    running = await startConsole(data, controlPlane.kubeconfig)
    const empty = await memoryAfterCalls(running)
    report('memory on an empty cluster, after 50 calls', megabytes(empty))
    await stop(running.child)

    const filledAt = performance.now()
    await fill(admin)
    report(
      `${services.length * podsPerService} pods on ${nodes.length} nodes created`,
      ms(performance.now() - filledAt),
    )
    running = await startConsole(data, controlPlane.kubeconfig)
    report('start until the first list is answered', ms(running.startMilliseconds), '< 5000 ms')
    const fullMemory = await memoryAfterCalls(running)
    report('memory above that of the empty cluster', megabytes(fullMemory - empty), '< 100 MB')
    await measureReads(report, running, measured)
    await measureWrites(report, running, measured)
    await measureChanges(report, running, measured)
    report(
      'memory after these, above the empty cluster',
      megabytes(memoryOf(running.child) - empty),
    )
  } finally {
    if (running && running.child.exitCode === null) await stop(running.child)
    await admin.close()
    await stopControlPlane()
    fs.rmSync(data, { recursive: true, force: true })
  }
}
