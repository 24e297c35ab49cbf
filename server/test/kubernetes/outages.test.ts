import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import * as z from 'zod/mini'
import { createClient } from '../../cloud/kubernetes/client/client'
import { NoAnswer, type Send } from '../../cloud/kubernetes/ports'
import { createSend } from '../../node/kubernetes/send'
import { timing } from '../../node/kubernetes/timing'
import {
  deploymentsPath,
  eventually,
  foreignDeployment,
  isPlaneMissing,
  needsPlane,
  openTestCluster,
} from './testCluster'

const deploymentObject = z.object({
  metadata: z.object({ generation: z.number() }),
  spec: z.object({ replicas: z.number() }),
})

describe.skipIf(isPlaneMissing())(`a write ${needsPlane}`, () => {
  const namespace = 'outages'
  let cluster: Awaited<ReturnType<typeof openTestCluster>>
  /**
   * Fault of the next write: its response is lost (`answer`), or the request is never sent
   * (`request`).
   */
  let fault: 'none' | 'answer' | 'request' = 'none'
  let writes = 0

  const through =
    (send: Send): Send =>
    async (request) => {
      if (request.method === 'GET' || request.isRead || fault === 'none') return send(request)
      writes += 1
      if (fault === 'request') throw new NoAnswer('ECONNREFUSED', false)
      await send(request)
      throw new NoAnswer('ECONNRESET', true)
    }

  beforeAll(async () => {
    cluster = await openTestCluster(namespace, undefined, undefined, { through })
    await cluster.make(deploymentsPath, foreignDeployment('web'))
    await eventually(
      () => cluster.call('DescribeClusterServiceInfo', cluster.service('web')),
      ({ service }) => service.status === 'Normal',
    )
  })
  afterAll(() => cluster.close())

  const read = async () =>
    z.parse(
      deploymentObject,
      await cluster.admin.get(`${deploymentsPath.replace('{namespace}', namespace)}/web`),
    )
  const scale = (scaleTo: number) =>
    cluster.call('ModifyServiceReplicas', { ...cluster.service('web'), scaleTo })

  it('is sent once if its answer is lost, and its outcome is reported as unknown', async () => {
    const before = await read()
    fault = 'answer'
    writes = 0
    await expect(scale(3)).rejects.toThrow(/ECONNRESET/)
    fault = 'none'
    expect(writes).toBe(1)
    expect(await read()).toMatchObject({
      metadata: { generation: before.metadata.generation + 1 },
      spec: { replicas: 3 },
    })
    await eventually(
      () => cluster.call('DescribeClusterServiceInfo', cluster.service('web')),
      ({ service }) => service.desiredReplicas === 3,
    )
  })

  it('is refused with 6200 if it could not be sent, and not sent later', async () => {
    const before = await read()
    fault = 'request'
    writes = 0
    await expect(scale(5)).rejects.toMatchObject({
      response: { code: 6200, message: expect.stringMatching(/ECONNREFUSED/) },
    })
    fault = 'none'
    expect(writes).toBe(1)
    expect(await read()).toEqual(before)
  })
})

describe.skipIf(isPlaneMissing())(`the certificate of the API server ${needsPlane}`, () => {
  it('must be signed by the authority of the kubeconfig', async () => {
    const tls = { cert: undefined, key: undefined, servername: undefined, rejectUnauthorized: true }
    const { send, close } = createSend(inject('controlPlane')?.server ?? '', async () => ({
      headers: {},
      tls: { ...tls, ca: undefined },
    }))
    const path = '/api/v1/namespaces'
    await expect(createClient(send, timing).get(path)).rejects.toMatchObject({
      message: expect.stringMatching(/not signed by the authority of the kubeconfig/),
    })
    await close()
  })
})
