import { expectThat, given } from '../../outcomes'
import { type Check, type Context, checksOf } from '../check'
import { expectEvents } from '../reads/services'
import { containerName, create, need, ownNamespace, ownService, secondServiceName } from './own'

const description = '@Ünïcode 容器 & = + % # "1"'

/** More than ten entries, whose indexes sort in another order than their numbers. */
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

/** Waits until the service works with this number of instances, none of them terminating. */
export async function settle(context: Context, replicas: number) {
  await context.api.until(
    `the service to be Normal with ${replicas} instances`,
    async () => {
      const { status, currentReplicas } = await infoOf(context)
      return { status, currentReplicas, instances: (await instancesOf(context)).length }
    },
    (one) =>
      one.status === 'Normal' && one.currentReplicas === replicas && one.instances === replicas,
  )
}

const listed = async (context: Context) => {
  const { services } = await context.api.ok('DescribeClusterService', ownNamespace(context))
  return services.map((one) => one.serviceName).sort()
}

const settings = {
  serviceDesc: description,
  replicas: 1,
  accessType: 'ClusterIP',
  portMappings: [{ lbPort: 8080, containerPort: 80, protocol: 'TCP' }],
  volumes: [{ name: 'scratch', volumeType: 'hostPath' }],
} as const

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
      expectThat((await listed(context)).includes(own.name), `${own.name}`, await listed(context))
      await settle(context, 1)
    },
    'the settings of a new service are those of the request': async (context) => {
      need(context, 'service')
      const service = await infoOf(context)
      const [container] = service.containers
      const expected = {
        serviceDesc: description,
        desiredReplicas: 1,
        image: images[0],
        cpu: 100,
        memory: 64,
        envs,
        mounts: [{ volumeName: 'scratch', mountPath: '/scratch', mode: 'rw' }],
        port: { lbPort: 8080, containerPort: 80, protocol: 'TCP' },
      }
      const [mapping] = service.portMappings
      const actual = {
        serviceDesc: service.serviceDesc,
        desiredReplicas: service.desiredReplicas,
        image: container?.image,
        cpu: container?.cpu,
        memory: container?.memory,
        envs: container?.envs,
        mounts: container?.volumeMounts,
        port: mapping && {
          lbPort: mapping.lbPort,
          containerPort: mapping.containerPort,
          protocol: mapping.protocol,
        },
      }
      for (const [name, value] of Object.entries(expected)) {
        const found: unknown = Object.entries(actual).find(([key]) => key === name)?.[1]
        const isSame = JSON.stringify(found) === JSON.stringify(value)
        expectThat(isSame, `${name} ${JSON.stringify(value)}`, found)
      }
    },
    'what a request leaves out has the default of the document': async (context) => {
      need(context, 'service')
      const { liveProbe, memoryLimits, cpuLimits } = given(
        (await infoOf(context)).containers[0],
        'the service has no container',
      )
      expectThat(memoryLimits === 64, 'memoryLimits 64, the value of memory', memoryLimits)
      expectThat(cpuLimits === 0, 'cpuLimits 0', cpuLimits)
      const probe = given(liveProbe ?? undefined, 'the service has no liveProbe')
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
          portMappings: [...settings.portMappings],
          containers: [{ containerName, image: images[0] }],
        }),
      )
      const { accessType, serviceIp } = await infoOf(context, serviceName)
      const isInternal = accessType === 'ClusterIP' || accessType === ''
      expectThat(isInternal, 'accessType ClusterIP or empty', accessType)
      expectThat(serviceIp !== '', 'a serviceIp', serviceIp)
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
    need(context, 'second service')
    const { api, own } = context
    const serviceName = secondServiceName(own.name)
    await api.ok('DeleteClusterService', { ...ownNamespace(context), serviceName })
    await api.until(
      `no service ${serviceName}`,
      () => listed(context),
      (names) => !names.includes(serviceName),
    )
    own.exists.delete('second service')
  },
})
