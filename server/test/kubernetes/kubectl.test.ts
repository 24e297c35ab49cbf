import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { kubectlOf } from '../../../src/contract/formats/kubectl'
import { programs } from './components'
import {
  deploymentsPath,
  eventually,
  foreignDeployment,
  isPlaneMissing,
  needsPlane,
  openTestCluster,
} from './testCluster'

/**
 * Runs in a shell the kubectl commands that the console shows for a call; throws if a command
 * fails.
 */
async function runShown(action: string, params: object): Promise<string> {
  const folder = path.dirname(programs.kubectl ?? '')
  const kubeconfig = inject('controlPlane')?.kubeconfig ?? ''
  const env = {
    PATH: `${folder}:${process.env.PATH}`,
    KUBECONFIG: kubeconfig,
    KUBECACHEDIR: path.join(path.dirname(kubeconfig), 'kubectl'),
  }
  const script = `set -e\n${kubectlOf(action, params)}`
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', script], { env })
  return stdout
}

describe.skipIf(isPlaneMissing())(`the kubectl commands of the console ${needsPlane}`, () => {
  let cluster: Awaited<ReturnType<typeof openTestCluster>>
  beforeAll(async () => {
    cluster = await openTestCluster('commands')
    await cluster.make(deploymentsPath, foreignDeployment('web'))
  })
  afterAll(() => cluster.close())

  const info = async () =>
    (await cluster.call('DescribeClusterServiceInfo', cluster.service('web'))).service
  const until = (holds: (service: Awaited<ReturnType<typeof info>>) => boolean) =>
    eventually(info, holds)
  const runInCluster = (action: string, params: object = {}) =>
    runShown(action, { ...cluster.service('web'), ...params })

  it('change a service as the actions do', async () => {
    await until(({ status }) => status === 'Normal')
    await runInCluster('ModifyServiceReplicas', { scaleTo: 3 })
    await until(({ desiredReplicas, status }) => desiredReplicas === 3 && status === 'Normal')
    await runInCluster('ModifyClusterServiceImage', { image: 'registry.example.com/web:2' })
    await until(({ containers }) => containers[0]?.image === 'registry.example.com/web:2')
    await until(({ status }) => status === 'Normal')
    await runInCluster('RollBackClusterService')
    await until(({ containers }) => containers[0]?.image === 'registry.example.com/web:1')
    const serviceDesc = `it's "$HOME" \`id\``
    await runInCluster('ModifyServiceDescription', { description: serviceDesc })
    await until((service) => service.serviceDesc === serviceDesc)
    await runInCluster('PauseClusterService')
    await until(({ status }) => status === 'Paused')
    await runInCluster('ResumeClusterService')
    await until(({ status }) => status !== 'Paused')
    await runInCluster('RedeployClusterService')
  })

  it('replace the labels that the API can spell', async () => {
    const metadata = { labels: { 'app.kubernetes.io/part-of': 'shop', old: '1', tier: 'front' } }
    await cluster.make(deploymentsPath, {
      ...foreignDeployment('labelled'),
      metadata: { ...metadata, name: 'labelled' },
    })
    const labelsOf = async () =>
      (await cluster.call('DescribeClusterServiceInfo', cluster.service('labelled'))).service.labels
    const labels = { team: 'a', tier: 'back' }
    const service = { ...cluster.service('labelled'), labels }
    for (const _attempt of ['first', 'repeated']) {
      await runShown('ModifyServiceLabels', service)
      await eventually(labelsOf, (now) => Object.keys(now).length === 3 && now.tier === 'back')
    }
    expect(await labelsOf()).toEqual({ ...labels, 'app.kubernetes.io/part-of': 'shop' })
    await runShown('ModifyServiceLabels', { ...service, labels: {} })
    await eventually(labelsOf, (now) => Object.keys(now).length === 1)
  })

  it('list the instances of a service, whatever its selector', async () => {
    const selector = { matchExpressions: [{ key: 'app', operator: 'In', values: ['expressed'] }] }
    await cluster.make(deploymentsPath, foreignDeployment('expressed', { selector }))
    for (const name of ['web', 'expressed']) {
      const { instances } = await eventually(
        () => cluster.call('DescribeServiceInstance', cluster.service(name)),
        ({ totalCount }) => totalCount > 1,
      )
      const shown = await runShown('DescribeServiceInstance', cluster.service(name))
      for (const instance of instances) expect(shown).toContain(instance.name)
    }
  })

  it('show what the reads of a service show', async () => {
    expect(await runInCluster('DescribeClusterService')).toContain('deployment.apps/web')
    expect(await runInCluster('DescribeClusterServiceText')).toContain('kind: Deployment')
    expect(await runInCluster('DescribeClusterServiceInfo')).toContain('registry.example.com/web:1')
    expect(await runInCluster('DescribeServiceEvent')).toContain('ScalingReplicaSet')
    expect(await runInCluster('DescribeClusterNameSpaces')).toContain('commands')
    expect(await runInCluster('DescribeClusterInstances')).toContain('node-1')
  })

  it('change nodes and namespaces', async () => {
    const { clusterId, call } = cluster
    const isClosed = async () => {
      const { nodes } = await call('DescribeClusterInstances', { clusterId })
      return nodes.find((node) => node.instanceId === 'node-3')?.unschedulable
    }
    const instanceIds = ['node-3']
    await runShown('DrainClusterNode', { ClusterId: clusterId, InstanceId: 'node-3' })
    await eventually(isClosed, (closed) => closed === true)
    await runShown('ModifyClusterNodeSchedulable', { instanceIds, unschedulable: 0 })
    await eventually(isClosed, (closed) => closed === false)
    await runShown('CreateClusterNamespace', { name: 'commanded', description: 'a b' })
    await eventually(
      () => call('DescribeClusterNameSpaces', { clusterId }),
      ({ namespaces }) =>
        namespaces.some(
          (namespace) => namespace.name === 'commanded' && namespace.description === 'a b',
        ),
    )
    await runShown('DeleteClusterNamespace', { names: ['commanded'] })
  })

  it('delete a service', async () => {
    await runInCluster('DeleteClusterService')
    await expect(eventually(info, () => false, 2_000)).rejects.toMatchObject({
      response: { codeDesc: 'ServiceNotFound' },
    })
  })
})
