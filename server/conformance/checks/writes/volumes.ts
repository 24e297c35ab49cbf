import type { RequestOf } from '../../../../src/contract/action'
import type { Actions } from '../../../../src/contract/index'
import { expectFields, expectThat, requirePresent } from '../../outcomes'
import { type Check, type Context, checksOf } from '../check'
import { containerName, create, ownNamespace, requireCreated } from './own'
import { images, infoOf } from './services'

type Volume = NonNullable<RequestOf<Actions['CreateClusterService']>['volumes']>[number]

const serviceNameOf = ({ own }: Context) => `${own.name}-volumes`

/** Parameters of a service without instances, so that none of its volumes is ever mounted. */
const paramsWith = (context: Context, volumes: readonly Volume[]) => ({
  ...ownNamespace(context),
  serviceName: serviceNameOf(context),
  replicas: 0,
  accessType: 'None' as const,
  volumes: [...volumes],
  containers: [
    {
      containerName,
      image: images[0],
      volumeMounts: volumes.map(({ name }, index) => ({
        volumeName: name,
        mountPath: `/volumes/${name}`,
        mode: index % 2 === 0 ? ('rw' as const) : ('ro' as const),
      })),
    },
  ],
})

/**
 * Checks the volumes that DescribeClusterServiceInfo answers. Its document lists only name and
 * hostPath, so that the other fields may be left out, but must be right where they are answered.
 */
async function expectVolumes(context: Context, volumes: readonly Volume[]): Promise<void> {
  const service = await infoOf(context, serviceNameOf(context))
  const names = service.volumes.map(({ name }) => name).sort()
  const expectedNames = volumes.map(({ name }) => name).sort()
  expectThat(names.join() === expectedNames.join(), `volumes ${expectedNames.join(', ')}`, names)
  for (const volume of volumes) {
    const answered: Readonly<Record<string, unknown>> =
      service.volumes.find(({ name }) => name === volume.name) ?? {}
    const expected = Object.entries({ ...volume, hostPath: volume.hostPath ?? '' })
    expectFields(
      answered,
      Object.fromEntries(expected.filter(([field]) => answered[field] !== undefined)),
    )
  }
  const [container] = paramsWith(context, volumes).containers
  const mounts = service.containers[0]?.volumeMounts ?? []
  expectThat(
    mounts.length === volumes.length,
    `${volumes.length} volumeMounts`,
    service.containers[0],
  )
  for (const mount of container?.volumeMounts ?? []) {
    const answered = mounts.find(({ volumeName }) => volumeName === mount.volumeName)
    expectFields(requirePresent(answered, `${mount.volumeName} is not mounted`), mount)
  }
}

/** Replaces the volumes of the service, and checks them. */
async function replaceVolumes(context: Context, volumes: readonly Volume[]): Promise<void> {
  requireCreated(context, 'service with volumes')
  const params = { ...paramsWith(context, volumes), strategy: 'RollingUpdate' as const }
  await context.api.ok('ModifyClusterService', params)
  await expectVolumes(context, volumes)
}

const plainVolumes: readonly Volume[] = [
  { name: 'scratch', volumeType: 'hostPath' },
  { name: 'host', volumeType: 'hostPath', hostPath: '/var/lib/gantry-conformance' },
  { name: 'nfs', volumeType: 'nfsDisk', nfsPath: '127.0.0.1:/exports' },
]

export const volumeChecks: readonly Check[] = [
  ...checksOf('CreateClusterService', {
    'mounts a temporary directory, a directory of the node and one of an NFS server': async (
      context,
    ) => {
      await create(context, 'service with volumes', () =>
        context.api.ok('CreateClusterService', paramsWith(context, plainVolumes)),
      )
      await expectVolumes(context, plainVolumes)
    },
    'refuses an unknown cbsDiskId': async (context) => {
      const params = {
        ...paramsWith(context, [
          { name: 'disk', volumeType: 'cbsDisk', cbsDiskId: 'gantry-missing' },
        ]),
        serviceName: `${context.own.name}-new`,
      }
      const codes = [4000, 5000]
      await context.api.refused('CreateClusterService', params, codes, 'an unknown disk')
    },
  }),

  ...checksOf('ModifyClusterService', {
    'mounts a cloud disk': async (context) => {
      const cbsDiskId = requirePresent(context.own.disk, 'no disk was given by --disk')
      await replaceVolumes(context, [{ name: 'disk', volumeType: 'cbsDisk', cbsDiskId }])
    },
    'mounts keys of a configuration': async (context) => {
      const config = requirePresent(context.own.config, 'no configuration was given by --config')
      const { id: configId, version: configVersion, key } = config
      await replaceVolumes(context, [
        {
          name: 'config',
          volumeType: 'configMap',
          configId,
          configVersion,
          configKeys: [key],
        },
      ])
    },
    'removes volumes that are left out': (context) => replaceVolumes(context, []),
  }),

  ...checksOf('DeleteClusterService', {
    'deletes a service that has no instances': async (context) => {
      requireCreated(context, 'service with volumes')
      const params = { ...ownNamespace(context), serviceName: serviceNameOf(context) }
      await context.api.ok('DeleteClusterService', params)
      context.own.exists.delete('service with volumes')
    },
  }),
]
