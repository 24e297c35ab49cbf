import { expectThat } from '../../outcomes'
import { type Check, checksOf } from '../check'
import { containerName, ownNamespace, ownService, requireCreated, secondServiceName } from './own'
import { images, infoOf, instancesOf, settle } from './services'

/** Changes of the run's service; each check starts from the state that the previous check left. */
export const serviceUpdates: readonly Check[] = [
  ...checksOf('ModifyServiceReplicas', {
    'scales a service out, down to none, and out again': async (context) => {
      const params = ownService(context)
      for (const scaleTo of [2, 0, 2]) {
        await context.api.ok('ModifyServiceReplicas', { ...params, scaleTo })
        const { desiredReplicas } = await infoOf(context)
        expectThat(desiredReplicas === scaleTo, `desiredReplicas ${scaleTo}`, desiredReplicas)
        if (scaleTo > 0) await settle(context, scaleTo)
        else {
          await context.api.until(
            'no instance',
            async () => (await instancesOf(context)).length,
            (count) => count === 0,
          )
        }
      }
    },
  }),

  ...checksOf('ModifyServiceDescription', {
    'changes the description; an absent one removes it': async (context) => {
      const params = ownService(context)
      await context.api.ok('ModifyServiceDescription', { ...params, description: '@第二' })
      const changedDescription = (await infoOf(context)).serviceDesc
      expectThat(changedDescription === '@第二', '@第二', changedDescription)
      await context.api.ok('ModifyServiceDescription', params)
      const removedDescription = (await infoOf(context)).serviceDesc
      expectThat(removedDescription === '', 'an empty serviceDesc', removedDescription)
    },
  }),

  ...checksOf('RollBackClusterService', {
    'refuses a service that was never updated': async (context) => {
      requireCreated(context, 'second service')
      const serviceName = secondServiceName(context.own.name)
      const params = { ...ownNamespace(context), serviceName }
      await context.api.refused('RollBackClusterService', params, [5100], 'a new service')
    },
  }),

  ...checksOf('ModifyClusterServiceImage', {
    'image replaces the image of the only container': async (context) => {
      const params = ownService(context)
      await context.api.ok('ModifyClusterServiceImage', { ...params, image: images[1] })
      const foundImage = (await infoOf(context)).containers[0]?.image
      expectThat(foundImage === images[1], images[1], foundImage)
      await settle(context, 2)
    },
    'containers replaces images by the names of containers': async (context) => {
      const params = ownService(context)
      const containers = [{ containerName, image: images[2] }]
      await context.api.ok('ModifyClusterServiceImage', { ...params, containers })
      await settle(context, 2)
      const foundImages = (await instancesOf(context)).map(
        (instance) => instance.containers[0]?.image,
      )
      expectThat(
        foundImages.every((image) => image === images[2]),
        images[2],
        foundImages,
      )
    },
    'refuses a request with neither image nor containers': (context) =>
      context.api.refused(
        'ModifyClusterServiceImage',
        ownService(context),
        [4000],
        'neither image nor containers',
      ),
  }),

  ...checksOf('PauseClusterService', {
    'a paused service is Paused, and cannot be paused again': async (context) => {
      const params = ownService(context)
      await context.api.ok('PauseClusterService', params)
      const { status } = await infoOf(context)
      expectThat(status === 'Paused', 'Paused', status)
      await context.api.refused('PauseClusterService', params, [5100], 'a paused service')
    },
  }),

  ...checksOf('ResumeClusterService', {
    'a resumed service works again, and cannot be resumed again': async (context) => {
      const params = ownService(context)
      await context.api.ok('ResumeClusterService', params)
      await settle(context, 2)
      await context.api.refused('ResumeClusterService', params, [5100], 'a service in use')
    },
  }),

  ...checksOf('RollBackClusterService', {
    'restores the image before the last update': async (context) => {
      await context.api.ok('RollBackClusterService', ownService(context))
      await settle(context, 2)
      const foundImage = (await infoOf(context)).containers[0]?.image
      expectThat(foundImage === images[1], images[1], foundImage)
    },
  }),

  ...checksOf('RedeployClusterService', {
    'replaces the instances': async (context) => {
      const previousNames = new Set((await instancesOf(context)).map((instance) => instance.name))
      await context.api.ok('RedeployClusterService', ownService(context))
      await context.api.until(
        'two new instances',
        async () => (await instancesOf(context)).map((instance) => instance.name),
        (names) => names.length === 2 && names.every((name) => !previousNames.has(name)),
      )
      await settle(context, 2)
    },
  }),

  ...checksOf('DeleteInstances', {
    'deletes instances, which the service replaces, and names those it could not': async (
      context,
    ) => {
      const { clusterId, namespace } = ownService(context)
      const [instanceName = ''] = (await instancesOf(context)).map((instance) => instance.name)
      const instances = [instanceName, 'gantry-missing']
      const answer = await context.api.ok('DeleteInstances', { clusterId, namespace, instances })
      const { successList, failedMap } = answer
      expectThat(
        successList.join() === instanceName,
        `successList ["${instanceName}"]`,
        successList,
      )
      const failed = Object.keys(failedMap)
      expectThat(failed.join() === 'gantry-missing', 'failedMap of gantry-missing', failedMap)
      await context.api.until(
        `two instances without ${instanceName}`,
        async () => (await instancesOf(context)).map((instance) => instance.name),
        (names) => names.length === 2 && !names.includes(instanceName),
      )
    },
  }),

  ...checksOf('ModifyServiceLabels', {
    'replaces the labels of users': async (context) => {
      const params = ownService(context)
      const labels = { team: 'conformance', tier: 'front-1' }
      await context.api.ok('ModifyServiceLabels', { ...params, labels })
      const { userLabels } = await context.api.ok('ModifyServiceLabels', {
        ...params,
        labels: { team: 'second' },
      })
      expectThat(userLabels.team === 'second', 'team second', userLabels)
      expectThat(userLabels.tier === undefined, 'no label tier', userLabels)
    },
  }),

  ...checksOf('ModifyClusterService', {
    'replaces the whole configuration': async (context) => {
      await context.api.ok('ModifyClusterService', {
        ...ownService(context),
        serviceDesc: 'replaced',
        replicas: 1,
        strategy: 'Recreate',
        accessType: 'None',
        containers: [{ containerName, image: images[0], cpu: 200 }],
      })
      await settle(context, 1)
      const service = await infoOf(context)
      const [container] = service.containers
      expectThat(service.serviceDesc === 'replaced', 'serviceDesc replaced', service.serviceDesc)
      expectThat(service.accessType === 'None', 'accessType None', service.accessType)
      expectThat(container?.image === images[0], images[0], container?.image)
      expectThat(container?.cpu === 200, 'cpu 200', container?.cpu)
      expectThat(container?.memory === 0, 'memory 0', container?.memory)
      expectThat(container?.envs.length === 0, 'no environment', container?.envs)
      expectThat(service.volumes.length === 0, 'no volume', service.volumes)
      expectThat(service.portMappings.length === 0, 'no port', service.portMappings)
    },
  }),
]
