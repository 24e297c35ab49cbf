import { addressOf, parseCidr } from '../../../../src/contract/rules/cidr'
import { regions } from '../../../../src/contract/rules/regions'
import type { World } from '../world/world'
import { buildManyTags, buildRepositories } from './registry'
import type { TriggerSpec } from './registrySpecs'
import { type ClusterSpec, type ServiceSpec, webApp, worker } from './specs'

/**
 * Number of clusters. Including the system services, which have three instances, each cluster has
 * 10 services and 50 instances.
 */
const clusters = 200

const teams = ['shop', 'search', 'billing', 'media', 'risk', 'ads', 'maps', 'chat']
const stages = ['prod', 'staging', 'canary', 'dr']

const names = ['web', 'api', 'gateway', 'search', 'auth', 'worker', 'mailer', 'indexer']

function serviceOf(team: string, name: string, days: number): ServiceSpec {
  const image = `${team}/${name}:1.${name.length}.0`
  const size = { cpu: 100, memory: 128 }
  const isWorker = ['worker', 'mailer', 'indexer'].includes(name)
  return {
    namespace: 'default',
    name,
    days,
    replicas: name === 'indexer' ? 5 : 6,
    access: isWorker ? 'None' : 'ClusterIP',
    ...(!isWorker && { ports: [[8080, 8080] as const] }),
    containers: [
      isWorker ? worker(name, image, size, { QUEUE: name }) : webApp(name, image, 8080, size, {}),
    ],
  }
}

function clusterOf(index: number): ClusterSpec {
  const region = regions[index % regions.length]?.long ?? ''
  const team = teams[index % teams.length] ?? ''
  const blockIndex = Math.floor(index / regions.length)
  const stage = stages[Math.floor(index / teams.length) % stages.length] ?? ''
  const days = 20 + ((index * 7) % 300)
  return {
    region,
    name: `${team}-${stage}-${String(index + 1).padStart(3, '0')}`,
    description: '',
    vpc: index % 2 === 0 ? 'prod' : 'staging',
    cidr: `${addressOf(parseCidr('172.16.0.0/12').first + blockIndex * 4096)}/20`,
    os: 'centos7.2x86_64',
    k8sVersion: '1.7.8',
    days,
    nodes: [{ count: 3, type: 'CVM.S2', cpu: 4, mem: 16 }],
    namespaces: {},
    services: names.map((name, at) => serviceOf(team, name, days - 1 - at * 0.1)),
  }
}

/** Clusters of the large world, which is for performance tests. */
export const largeClusters = (): ClusterSpec[] =>
  Array.from({ length: clusters }, (_, index) => clusterOf(index))

/**
 * Adds the repositories that the clusters pull from; one repository has 5,000 tags, which needs a
 * higher tag quota.
 */
export function buildLargeRegistry(
  world: World,
  clusters: readonly ClusterSpec[],
  now: number,
): void {
  world.put('registry', {
    id: 'account',
    limits: { namespace: 10, repo: 100, tag: 10_000, triggers: 100 },
  })
  const specs = teams.map((team) => ({ reponame: `${team}/web`, latest: true }))
  buildRepositories(world, specs, clusters, now)
  buildManyTags(world, `${teams[0]}/web`, 5000, now)
}

/** A trigger for each service of the first cluster. */
export const largeTriggers = (): TriggerSpec[] =>
  names.map((name) => ({
    name: `${name}-release`,
    reponame: `${teams[0]}/${name}`,
    method: 'regex',
    expr: '^1\\.\\d+\\.\\d+$',
    cluster: clusterOf(0).name,
    namespace: 'default',
    service: name,
    container: name,
    daysAgo: 15,
  }))
