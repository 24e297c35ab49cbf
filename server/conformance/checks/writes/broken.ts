import type { RequestOf } from '../../../../src/contract/action'
import type { Actions } from '../../../../src/contract/index'
import { expectThat, requirePresent } from '../../outcomes'
import { type Check, type Context, checksOf } from '../check'
import { containerName, create, ownNamespace, requireCreated } from './own'
import { images, infoOf, listedNames } from './services'

type Creation = RequestOf<Actions['CreateClusterService']>

interface Broken {
  /** Suffix of the service's name. */
  suffix: string
  /** What is wrong with its instances, in the titles of checks. */
  what: string
  container: Pick<Creation['containers'][number], 'image' | 'command'>
  nodeAffinity?: Creation['nodeAffinity']
  /** The document's word for it. */
  reason: string
  statuses: readonly string[]
}

const [image] = images

/** Services whose only instance never runs, on any endpoint that starts instances at all. */
const brokenServices: readonly Broken[] = [
  {
    suffix: 'pull',
    what: 'an image that cannot be pulled',
    // Names below `.invalid` never resolve; the simulation knows the case by the tag.
    container: { image: 'gantry-conformance.invalid/none:pull-fail' },
    reason: '下载镜像失败',
    statuses: ['Abnormal'],
  },
  {
    suffix: 'crash',
    what: 'a command that fails',
    container: { image, command: '/bin/false' },
    reason: '容器进程崩溃',
    statuses: ['Abnormal'],
  },
  {
    suffix: 'nowhere',
    what: 'an affinity to no node',
    container: { image },
    nodeAffinity: [{ key: 'gantry-conformance', operator: 'In', values: ['nowhere'] }],
    reason: '调度失败',
    statuses: ['Abnormal', 'Waiting'],
  },
]

const nameOf = ({ own }: Context, { suffix }: Broken) => `${own.name}-${suffix}`

function paramsOf(context: Context, broken: Broken) {
  requireCreated(context, 'broken services')
  return { ...ownNamespace(context), serviceName: nameOf(context, broken) }
}

async function rowOf(context: Context, broken: Broken) {
  const { serviceName, ...params } = paramsOf(context, broken)
  const { services } = await context.api.ok('DescribeClusterService', params)
  return requirePresent(
    services.find((service) => service.serviceName === serviceName),
    `${serviceName} is not listed`,
  )
}

async function instanceOf(context: Context, broken: Broken) {
  const params = paramsOf(context, broken)
  const { instances } = await context.api.ok('DescribeServiceInstance', params)
  return instances[0]
}

const forEachBroken = (run: (context: Context, broken: Broken) => Promise<void>) =>
  brokenServices.map((broken) => ({
    title: broken.what,
    run: (context: Context) => run(context, broken),
  }))

const checksOfEach = (
  action: Check['action'],
  titleOf: (what: string) => string,
  run: (context: Context, broken: Broken) => Promise<void>,
): Check[] =>
  forEachBroken(run).map((item) => ({ action, title: titleOf(item.title), run: item.run }))

/** Checks of services that cannot work; the last two repair one of them and delete all. */
export const brokenServiceChecks: readonly Check[] = [
  ...checksOf('CreateClusterService', {
    'accepts services whose instances cannot run': async (context) => {
      const params = ownNamespace(context)
      await create(context, 'broken services', async () => {
        for (const broken of brokenServices) {
          await context.api.ok('CreateClusterService', {
            ...params,
            serviceName: nameOf(context, broken),
            replicas: 1,
            accessType: 'None',
            containers: [{ containerName, ...broken.container }],
            ...(broken.nodeAffinity && { nodeAffinity: broken.nodeAffinity }),
          })
        }
      })
    },
  }),

  ...checksOfEach(
    'DescribeClusterService',
    (what) => `names the status and the reason of ${what}`,
    async (context, broken) => {
      const { reason, statuses } = broken
      const row = await context.api.until(
        `a service that is ${statuses.join(' or ')} because of ${reason}`,
        async () => {
          const { status, reasonMap, currentReplicas, desiredReplicas } = await rowOf(
            context,
            broken,
          )
          return { status, reasonMap, currentReplicas, desiredReplicas }
        },
        ({ status, reasonMap }) => statuses.includes(status) && reasonMap[reason] === 1,
      )
      expectThat(row.currentReplicas === 0, 'currentReplicas 0', row)
      expectThat(row.desiredReplicas === 1, 'desiredReplicas 1', row)
    },
  ),

  ...checksOfEach(
    'DescribeServiceInstance',
    (what) => `names the status and the reason of ${what}`,
    async (context, broken) => {
      const { reason, suffix } = broken
      const instance = await context.api.until(
        `an instance that is Waiting because of ${reason}`,
        () => instanceOf(context, broken),
        (service) => service?.status === 'Waiting' && service.reason === reason,
      )
      expectThat(instance?.readyCount === 0, 'readyCount 0', instance?.readyCount)
      const [container] = instance?.containers ?? []
      const isWaiting = container?.status === 'Waiting' && container.reason === reason
      expectThat(isWaiting, `a container that is Waiting because of ${reason}`, container)
      if (suffix === 'nowhere') expectThat(instance?.nodeIp === '', 'no nodeIp', instance?.nodeIp)
    },
  ),
  ...checksOf('DescribeServiceInstance', {
    'counts the restarts of a container that crashes': async (context) => {
      const crashing = requirePresent(brokenServices[1], 'no service crashes')
      await context.api.until(
        'a restartCount above 0',
        async () => (await instanceOf(context, crashing))?.restartCount ?? 0,
        (count) => count > 0,
      )
    },
  }),

  ...checksOfEach(
    'DescribeServiceEvent',
    (what) => `warns of ${what}`,
    async (context, broken) => {
      const params = paramsOf(context, broken)
      await context.api.until(
        'an event of the level Warning',
        async () => (await context.api.ok('DescribeServiceEvent', params)).eventList,
        (events) => events.some(({ level }) => level === 'Warning'),
      )
    },
  ),

  ...checksOf('ModifyClusterServiceImage', {
    'another image repairs a service whose image cannot be pulled': async (context) => {
      const [unpullable] = brokenServices
      const params = paramsOf(context, requirePresent(unpullable, 'every image can be pulled'))
      await context.api.ok('ModifyClusterServiceImage', { ...params, image })
      await context.api.until(
        'the service to be Normal with one instance',
        async () => {
          const { status, currentReplicas } = await infoOf(context, params.serviceName)
          return { status, currentReplicas }
        },
        (service) => service.status === 'Normal' && service.currentReplicas === 1,
      )
    },
  }),

  ...checksOf('DeleteClusterService', {
    'deletes services whose instances cannot run': async (context) => {
      const all = brokenServices.map((broken) => paramsOf(context, broken))
      for (const params of all) await context.api.ok('DeleteClusterService', params)
      const deletedNames = new Set(all.map(({ serviceName }) => serviceName))
      await context.api.until(
        'none of them listed',
        async () => (await listedNames(context)).filter((name) => deletedNames.has(name)),
        (names) => names.length === 0,
      )
      context.own.exists.delete('broken services')
    },
  }),
]
