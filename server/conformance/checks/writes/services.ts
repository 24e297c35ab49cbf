import type { RequestOf } from '../../../../src/contract/action'
import type { Actions } from '../../../../src/contract/index'
import { expectFields, expectThat, requirePresent } from '../../outcomes'
import { type Check, type Context, checksOf } from '../check'
import { expectEvents } from '../reads/services'
import {
  containerName,
  create,
  ownNamespace,
  ownService,
  requireCreated,
  secondServiceName,
} from './own'

const description = '@Ünïcode 容器 & = + % # "1"'

/** More than ten entries, because indexes from 10 on sort differently as text than as numbers. */
const envs = Array.from({ length: 12 }, (_, n) => ({ name: `N_${n}`, value: `@${n} ü 容器 &=+%` }))

export const images = ['nginx:1.16', 'nginx:1.17', 'nginx:1.18'] as const

export async function infoOf(context: Context, serviceName = context.own.name) {
  const params = { ...ownNamespace(context), serviceName }
  return (await context.api.ok('DescribeClusterServiceInfo', params)).service
}

export async function instancesOf(context: Context) {
  const { instances } = await context.api.ok('DescribeServiceInstance', {
    ...ownService(context),
    limit: 100,
  })
  return instances
}

/** Waits until the service is Normal with this number of instances, none of them terminating. */
export async function settle(context: Context, replicas: number) {
  await context.api.until(
    `the service to be Normal with ${replicas} instances`,
    async () => {
      const { status, currentReplicas } = await infoOf(context)
      return { status, currentReplicas, instances: (await instancesOf(context)).length }
    },
    (service) =>
      service.status === 'Normal' &&
      service.currentReplicas === replicas &&
      service.instances === replicas,
  )
}

export const listedNames = async (context: Context) => {
  const { services } = await context.api.ok('DescribeClusterService', ownNamespace(context))
  return services.map((service) => service.serviceName).sort()
}

const settings = {
  serviceDesc: description,
  replicas: 1,
  accessType: 'ClusterIP',
  portMappings: [{ lbPort: 8080, containerPort: 80, protocol: 'TCP' }],
  volumes: [{ name: 'scratch', volumeType: 'hostPath' }],
} as const

/** Times and thresholds of a health check, none of them the default. */
const readyCheck = {
  checkMethod: 'methodHttp',
  healthNum: 2,
  unhealthNum: 4,
  intervalTime: 20,
  timeOut: 5,
  delayTime: 7,
} as const

/** A container with most settings. */
const detailedContainer = (): RequestOf<Actions['CreateClusterService']>['containers'][number] => ({
  containerName,
  image: images[0],
  cpu: 100,
  cpuLimits: 200,
  memory: 32,
  memoryLimits: 64,
  command: '/bin/serve',
  arguments: ['--port', '5353'],
  healthCheck: [
    { ...readyCheck, type: 'readyCheck', port: 8080, protocol: 'HTTP', path: '/ready' },
    { type: 'liveCheck', checkMethod: 'methodCmd', cmd: 'true' },
  ],
})

export const serviceCreation: readonly Check[] = [
  ...checksOf('CreateClusterService', {
    'a new service becomes Normal with its instances': async (context) => {
      const { api, own } = context
      const params = ownNamespace(context)
      await create(context, 'service', () =>
        api.ok('CreateClusterService', {
          ...params,
          ...settings,
          portMappings: [...settings.portMappings],
          volumes: [...settings.volumes],
          serviceName: own.name,
          containers: [
            {
              containerName,
              image: images[0],
              cpu: 100,
              memory: 64,
              envs,
              volumeMounts: [{ volumeName: 'scratch', mountPath: '/scratch', mode: 'rw' }],
              healthCheck: [{ type: 'liveCheck', checkMethod: 'methodTcp', port: 80 }],
            },
          ],
        }),
      )
      expectThat(
        (await listedNames(context)).includes(own.name),
        `${own.name}`,
        await listedNames(context),
      )
      await settle(context, 1)
    },
    'the settings of a new service are those of the request': async (context) => {
      requireCreated(context, 'service')
      const service = await infoOf(context)
      const [container] = service.containers
      expectFields(service, { serviceDesc: description, desiredReplicas: 1 })
      const volumeMounts = [{ volumeName: 'scratch', mountPath: '/scratch', mode: 'rw' }]
      const expected = { image: images[0], cpu: 100, memory: 64, envs, volumeMounts }
      expectFields(requirePresent(container, 'the service has no container'), expected)
      const mapping = requirePresent(service.portMappings[0], 'the service has no port')
      expectFields(mapping, { lbPort: 8080, containerPort: 80, protocol: 'TCP' })
    },
    'what a request leaves out has the default of the document': async (context) => {
      requireCreated(context, 'service')
      const { liveProbe, memoryLimits, cpuLimits } = requirePresent(
        (await infoOf(context)).containers[0],
        'the service has no container',
      )
      expectThat(memoryLimits === 64, 'memoryLimits 64, the value of memory', memoryLimits)
      expectThat(cpuLimits === 0, 'cpuLimits 0', cpuLimits)
      const probe = requirePresent(liveProbe ?? undefined, 'the service has no liveProbe')
      const { healthNum, unhealthNum, delayTime } = probe
      expectThat(healthNum === 1, 'healthNum 1', healthNum)
      expectThat(unhealthNum === 3, 'unhealthNum 3', unhealthNum)
      expectThat(delayTime === 0, 'delayTime 0', delayTime)
    },
    'accessType is ClusterIP by default': async (context) => {
      const { api, own } = context
      const params = ownNamespace(context)
      const serviceName = secondServiceName(own.name)
      await create(context, 'second service', () =>
        api.ok('CreateClusterService', {
          ...params,
          serviceName,
          replicas: 0,
          portMappings: [{ lbPort: 53, containerPort: 5353, protocol: 'UDP' }],
          containers: [detailedContainer()],
        }),
      )
      const { accessType, serviceIp } = await infoOf(context, serviceName)
      const isInternal = accessType === 'ClusterIP' || accessType === ''
      expectThat(isInternal, 'accessType ClusterIP or empty', accessType)
      expectThat(serviceIp !== '', 'a serviceIp', serviceIp)
    },
    'limits, command and health checks are those of the request': async (context) => {
      requireCreated(context, 'second service')
      const service = await infoOf(context, secondServiceName(context.own.name))
      const container = requirePresent(service.containers[0], 'the service has no container')
      expectFields(container, {
        cpu: 100,
        cpuLimits: 200,
        memory: 32,
        memoryLimits: 64,
        command: '/bin/serve',
        arguments: ['--port', '5353'],
      })
      const readyProbe = requirePresent(
        container.readyProbe ?? undefined,
        'the service has no readyProbe',
      )
      const { checkMethod, ...times } = readyCheck
      expectFields(readyProbe, { checkMethod, ...times })
      expectFields(readyProbe.methodHttp ?? {}, { port: 8080, protocol: 'HTTP', path: '/ready' })
      const liveProbe = requirePresent(
        container.liveProbe ?? undefined,
        'the service has no liveProbe',
      )
      expectFields(liveProbe, { checkMethod: 'methodCmd' })
      expectFields(liveProbe.methodCmd ?? {}, { cmd: 'true' })
      const mapping = requirePresent(service.portMappings[0], 'the service has no port')
      expectFields(mapping, { lbPort: 53, containerPort: 5353, protocol: 'UDP' })
    },
    'refuses a name that exists': async (context) => {
      const params = {
        ...ownService(context),
        replicas: 1,
        accessType: 'None',
        containers: [{ containerName, image: images[0] }],
      }
      await context.api.refused('CreateClusterService', params, [5100], 'a name that exists')
    },
    'refuses mounts without volumes': async (context) => {
      const volumeMounts = [{ volumeName: 'none', mountPath: '/none', mode: 'rw' }]
      const params = {
        ...ownNamespace(context),
        serviceName: `${context.own.name}-new`,
        replicas: 1,
        containers: [{ containerName, image: images[0], volumeMounts }],
      }
      await context.api.refused('CreateClusterService', params, [4000], 'a mount without volume')
    },
  }),

  ...checksOf('DescribeServiceEvent', {
    'a new service has events of the last hour, each with its count': async (context) => {
      const params = ownService(context)
      const { eventList } = await context.api.until(
        'events of the new service',
        () => context.api.ok('DescribeServiceEvent', params),
        (answer) => answer.eventList.length > 0,
      )
      expectEvents(eventList, context.now())
    },
  }),
]

export const serviceDeletion: readonly Check[] = checksOf('DeleteClusterService', {
  'a deleted service is no longer listed': async (context) => {
    requireCreated(context, 'second service')
    const { api, own } = context
    const serviceName = secondServiceName(own.name)
    await api.ok('DeleteClusterService', { ...ownNamespace(context), serviceName })
    await api.until(
      `no service ${serviceName}`,
      () => listedNames(context),
      (names) => !names.includes(serviceName),
    )
    own.exists.delete('second service')
  },
})
