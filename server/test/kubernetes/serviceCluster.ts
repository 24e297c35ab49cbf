import * as z from 'zod/mini'
import {
  deploymentsPath,
  eventually,
  openTestCluster,
  servicesPath,
  type TestOptions,
} from './testCluster'

const fields = z.record(z.string(), z.unknown())
const deployment = z.object({
  metadata: z.looseObject({ generation: z.int(), annotations: fields, labels: fields }),
  spec: z.looseObject({ template: z.looseObject({ spec: fields }) }),
})
const access = z.object({ metadata: z.looseObject({ name: z.string() }), spec: fields })

export const webContainer = {
  containerName: 'web',
  image: 'registry.example.com/web:1',
  envs: [{ name: 'MODE', value: 'test' }],
  cpu: 100,
  memory: 64,
  command: '/bin/web',
  arguments: ['--verbose'],
  volumeMounts: [{ volumeName: 'cache', mountPath: '/cache', mode: 'rw' as const }],
  healthCheck: [
    {
      type: 'liveCheck' as const,
      checkMethod: 'methodHttp' as const,
      port: 8080,
      path: '/healthz',
      unhealthNum: 4,
    },
  ],
}

/** A test cluster with reads of its services, through the API and as Kubernetes objects. */
export async function openServiceCluster(namespace: string, options: TestOptions = {}) {
  const cluster = await openTestCluster(namespace, undefined, undefined, options)
  const pathOf = (path: string, name: string) => `${path.replace('{namespace}', namespace)}/${name}`
  const deploymentOf = async (name: string) =>
    z.parse(deployment, await cluster.admin.get(pathOf(deploymentsPath, name)))
  const infoOf = async (name: string) =>
    (await cluster.call('DescribeClusterServiceInfo', cluster.service(name))).service
  return {
    ...cluster,
    pathOf,
    infoOf,
    deploymentOf,
    /** Waits until a Deployment no longer exists. */
    awaitDeletion: (name: string, timeout?: number) =>
      eventually(
        () =>
          deploymentOf(name).then(
            () => true,
            () => false,
          ),
        (exists) => !exists,
        timeout,
      ),
    accessOf: async (name: string) =>
      z.parse(access, await cluster.admin.get(pathOf(servicesPath, name))),
    settled: (name: string) =>
      eventually(
        () => infoOf(name),
        (info) => info.status === 'Normal',
      ),
    /** Parameters of CreateClusterService with every setting of the API. */
    spec: (name: string, overrides: object = {}) => ({
      ...cluster.service(name),
      serviceDesc: 'the shop',
      replicas: 2,
      accessType: 'ClusterIP' as const,
      portMappings: [{ lbPort: 80, containerPort: 8080, protocol: 'TCP' as const }],
      containers: [webContainer],
      volumes: [{ name: 'cache', volumeType: 'hostPath' as const, hostPath: '' }],
      nodeAffinity: [{ key: 'node.kubernetes.io/instance-type', operator: 'Exists' as const }],
      ...overrides,
    }),
  }
}

export type ServiceCluster = Awaited<ReturnType<typeof openServiceCluster>>
