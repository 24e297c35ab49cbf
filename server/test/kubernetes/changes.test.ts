import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import type { Change } from '../../cloud/backend'
import { timing } from '../../node/kubernetes/timing'
import { fakeNode } from './fakeNode'
import {
  deploymentsPath,
  eventually,
  foreignDeployment,
  isPlaneMissing,
  needsPlane,
  openTestCluster,
  servicesPath,
} from './testCluster'

/** Milliseconds within which a change in the cluster has to be reported. */
const maxDelay = 2_000
const namespace = 'changes'

const uidOf = (object: unknown) =>
  z.parse(z.object({ metadata: z.object({ uid: z.string() }) }), object).metadata.uid

describe.skipIf(isPlaneMissing())(`changes ${needsPlane}`, () => {
  let cluster: Awaited<ReturnType<typeof openTestCluster>>
  let reports: { change: Change; at: number }[]
  let unwatch: () => void
  beforeAll(async () => {
    cluster = await openTestCluster(namespace)
    await cluster.make(deploymentsPath, foreignDeployment('web'))
    await eventually(
      () => cluster.call('DescribeServiceInstance', cluster.service('web')),
      ({ instances }) =>
        instances.length === 2 && instances.every((instance) => instance.status === 'Running'),
    )
    reports = []
    const watch = cluster.backend.watch?.bind(cluster.backend)
    unwatch =
      watch?.((change) => {
        reports.push({ change, at: timing.now() })
      }) ?? (() => {})
  })
  afterAll(async () => {
    unwatch()
    await cluster.close()
  })

  /** Makes a change in the cluster; returns its report, which must arrive in time. */
  async function reportOf(
    what: Pick<Change, 'kind' | 'name'> & Partial<Change>,
    make: () => Promise<unknown>,
  ): Promise<Change> {
    reports.length = 0
    await make()
    const acceptedAt = timing.now()
    const isReport = ({ change }: { change: Change }) =>
      Object.entries({ isRemoved: false, ...what }).every(
        ([key, value]) => Object.entries(change).find(([name]) => name === key)?.[1] === value,
      )
    const report = await eventually(
      async () => reports.find(isReport),
      (value) => value !== undefined,
    )
    expect((report?.at ?? Number.NaN) - acceptedAt).toBeLessThan(maxDelay)
    expect(report?.change).toMatchObject({
      region: 'ap-guangzhou',
      clusterId: cluster.clusterId,
    })
    return report?.change ?? Promise.reject(new Error('nothing was reported'))
  }
  const merge = (path: string, body: object) =>
    cluster.admin.write({ method: 'PATCH', path: path.replace('{namespace}', namespace), body })
  const remove = (path: string) =>
    cluster.admin.write({ method: 'DELETE', path: path.replace('{namespace}', namespace) })

  it('of nodes are reported', async () => {
    const path = '/api/v1/nodes'
    const created = () => cluster.admin.write({ method: 'POST', path, body: fakeNode('changing') })
    await reportOf({ kind: 'node', name: 'changing' }, created)
    const unschedulable = { spec: { unschedulable: true } }
    await reportOf({ kind: 'node', name: 'changing' }, () =>
      merge(`${path}/changing`, unschedulable),
    )
    await reportOf({ kind: 'node', name: 'changing', isRemoved: true }, () =>
      remove(`${path}/changing`),
    )
  })

  it('of namespaces are reported', async () => {
    const path = '/api/v1/namespaces'
    const body = { metadata: { name: 'changes-other' } }
    await reportOf({ kind: 'namespace', name: 'changes-other' }, () =>
      cluster.admin.write({ method: 'POST', path, body }),
    )
    await reportOf({ kind: 'namespace', name: 'changes-other' }, () =>
      merge(`${path}/changes-other`, { metadata: { annotations: { description: 'new' } } }),
    )
    // The controller manager removes the content before the namespace itself.
    await reportOf({ kind: 'namespace', name: 'changes-other' }, () =>
      remove(`${path}/changes-other`),
    )
  })

  it('of services are reported, also those of the Kubernetes Services that lead to them', async () => {
    const service = { kind: 'service' as const, namespace, name: 'web' }
    const metadata = { labels: { changed: 'yes' } }
    await reportOf(service, () => merge(`${deploymentsPath}/web`, { metadata }))
    const access = {
      metadata: { name: 'front' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
    }
    await reportOf(service, () => cluster.make(servicesPath, access))
    await reportOf(service, () => remove(`${servicesPath}/front`))
    await reportOf({ ...service, name: 'more' }, () =>
      cluster.make(deploymentsPath, foreignDeployment('more', { replicas: 0 })),
    )
    await reportOf({ ...service, name: 'more', isRemoved: true }, () =>
      remove(`${deploymentsPath}/more`),
    )
  })

  it('of instances are reported with their service, and then answered', async () => {
    const { instances } = await cluster.call('DescribeServiceInstance', cluster.service('web'))
    const name = instances[0]?.name ?? ''
    const pod = `/api/v1/namespaces/${namespace}/pods/${name}`
    const instance = { kind: 'instance' as const, namespace, name, serviceName: 'web' }
    await reportOf(instance, () => merge(`${pod}/status`, { status: { message: 'changed' } }))
    const statuses = {
      containerStatuses: [
        {
          name: 'web',
          image: 'web',
          imageID: '',
          ready: false,
          restartCount: 7,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
        },
      ],
    }
    await reportOf(instance, () => merge(`${pod}/status`, { status: statuses }))
    const answer = await cluster.call('DescribeServiceInstance', cluster.service('web'))
    expect(answer.instances.find((candidate) => candidate.name === name)).toMatchObject({
      restartCount: 7,
    })
    const { services } = await cluster.call('DescribeClusterService', cluster.service('web'))
    expect(services[0]).toMatchObject({ status: 'Abnormal' })
    await reportOf({ ...instance, isRemoved: true }, () => remove(pod))
  })

  it('of events are reported with the service whose events they are', async () => {
    const deployment = await cluster.admin.get(
      `${deploymentsPath.replace('{namespace}', namespace)}/web`,
    )
    const involvedObject = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace,
      name: 'web',
      uid: uidOf(deployment),
    }
    const now = new Date(timing.now()).toISOString().replace(/\.\d+/, '')
    const event = {
      metadata: { name: 'web.planted' },
      involvedObject,
      reason: 'Planted',
      message: 'planted by a test',
      type: 'Normal',
      count: 1,
      firstTimestamp: now,
      lastTimestamp: now,
    }
    await reportOf({ kind: 'event', namespace, name: 'web', serviceName: 'web' }, () =>
      cluster.make('/api/v1/namespaces/{namespace}/events', event),
    )
    const { eventList } = await cluster.call('DescribeServiceEvent', cluster.service('web'))
    expect(eventList).toContainEqual(expect.objectContaining({ reason: 'Planted' }))
  })
})
