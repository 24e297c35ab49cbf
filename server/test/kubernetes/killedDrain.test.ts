import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { scriptOf } from '../proxy/startedConsole'
import { hasPostgres, onPostgres, postgresDatabase } from '../stores'
import { kubeconfigOf } from './controlPlane'
import { fakeNode } from './fakeNode'
import { buildServer, newFolder, startHoldingProxy, startProcess } from './killedConsole'
import {
  deploymentsPath,
  eventually,
  foreignDeployment,
  isPlaneMissing,
  needsPlane,
  openTestCluster,
} from './testCluster'

const isSkipped = isPlaneMissing() || !hasPostgres
const nodeName = 'killed-1'

describe.skipIf(isSkipped)(onPostgres(`a drain whose console is killed ${needsPlane}`), () => {
  let cluster: Awaited<ReturnType<typeof openTestCluster>>
  beforeAll(async () => {
    await buildServer()
    cluster = await openTestCluster('killed-drain')
  }, 120_000)
  afterAll(async () => {
    await cluster.admin.write({ method: 'DELETE', path: `/api/v1/nodes/${nodeName}` })
    await cluster.close()
  })

  /** Adds a node that takes only the pods of a Deployment, and waits for them. */
  async function occupyNode(replicas: number) {
    const taints = [{ key: 'example.com/killed', effect: 'NoSchedule' }]
    const body = { ...fakeNode(nodeName), spec: { taints } }
    await cluster.admin.write({ method: 'POST', path: '/api/v1/nodes', body })
    const deployment = foreignDeployment('web', { replicas })
    const { template } = deployment.spec
    const spec = {
      ...template.spec,
      nodeSelector: { 'kubernetes.io/hostname': nodeName },
      tolerations: [{ key: 'example.com/killed', operator: 'Exists' }],
    }
    await cluster.make(deploymentsPath, {
      ...deployment,
      spec: { ...deployment.spec, template: { ...template, spec } },
    })
    await eventually(instances, (all) => all.filter(({ nodeIp }) => nodeIp !== '').length === 3)
  }

  const instances = async () =>
    (await cluster.call('DescribeServiceInstance', cluster.service('web'))).instances

  it('is finished by another console on the same database', async () => {
    const controlPlane = inject('controlPlane')
    if (!controlPlane) throw new Error('there is no control plane')
    await occupyNode(3)
    const database = await postgresDatabase()
    const [data, otherData] = [newFolder(), newFolder()]
    // The killed console has evicted one pod, and does not learn what became of the second.
    let evictions = 0
    const proxy = await startHoldingProxy(controlPlane, (method, url) => {
      if (method !== 'POST' || !/\/eviction(\?|$)/.test(url)) return false
      evictions += 1
      return evictions > 1
    })
    const kubeconfig = path.join(data, 'kubeconfig.json')
    fs.writeFileSync(
      kubeconfig,
      JSON.stringify(kubeconfigOf({ ...controlPlane, server: proxy.server })),
    )
    const killed = await startProcess(data, kubeconfig, database.urlOf('first'))
    const call = await scriptOf(killed.url)
    const { clusterId } = cluster
    const drain = { ClusterId: clusterId, InstanceId: nodeName, DryRun: 0 }
    const drained = await call('DrainClusterNode', drain, 'kubernetes', 'gz', nodeName)
    expect(drained.status).toBe(200)
    const { requestId } = JSON.parse(drained.text).data
    await proxy.held

    const other = await startProcess(otherData, controlPlane.kubeconfig, database.urlOf('second'))
    const callOther = await scriptOf(other.url)
    const result = async () => {
      const { text } = await callOther('DescribeClusterTaskResult', { requestId }, 'kubernetes')
      return JSON.parse(text).data
    }
    expect(await result()).toMatchObject({ status: 'running' })
    await killed.kill()
    const ended = await eventually(result, ({ status }) => status !== 'running')
    expect(ended).toEqual({ status: 'succ' })
    expect(evictions).toBe(2)
    const remaining = (await instances()).filter(({ nodeIp }) => nodeIp !== '')
    expect(remaining).toEqual([])

    await other.kill()
    await proxy.close()
    await database.drop()
    for (const folder of [data, otherData]) fs.rmSync(folder, { recursive: true })
  }, 120_000)
})
