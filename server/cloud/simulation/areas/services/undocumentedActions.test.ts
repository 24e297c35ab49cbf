import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { sendRequest, signedRequest } from '../../../../test/cloud/client'
import { testCloud } from '../../../../test/cloud/cloud'

async function withService() {
  const cloud = await testCloud({ world: 'demo' })
  const { clusters } = await cloud.call('DescribeCluster', { clusterName: 'shop-prod' })
  const serviceParams = {
    clusterId: clusters[0]?.clusterId ?? '',
    namespace: 'web',
    serviceName: 'yes',
  }
  await cloud.call('CreateClusterService', {
    ...serviceParams,
    serviceDesc: 'on: "off"\n容器',
    replicas: 2,
    accessType: 'LoadBalancer',
    portMappings: [{ lbPort: 80, containerPort: 8080, nodePort: 30_100, protocol: 'TCP' }],
    volumes: [
      { name: 'data', volumeType: 'hostPath', hostPath: '/data' },
      { name: 'tmp', volumeType: 'hostPath' },
      { name: 'share', volumeType: 'nfsDisk', nfsPath: '10.0.0.1:/exports' },
      {
        name: 'conf',
        volumeType: 'configMap',
        configId: 'cfg-1',
        configVersion: '1',
        configKeys: ['app.conf'],
      },
    ],
    nodeAffinity: [{ key: 'nodisk', operator: 'DoesNotExist' }],
    containers: [
      {
        containerName: 'web',
        image: 'nginx:1.13',
        envs: [{ name: 'FLAG', value: 'no' }],
        cpu: 100,
        memory: 64,
        memoryLimits: 128,
        command: '/run',
        arguments: ['--level', '1'],
        privileged: true,
        workingDir: '/srv',
        volumeMounts: [{ volumeName: 'data', mountPath: '/data', mode: 'ro' }],
        healthCheck: [
          { type: 'readyCheck', checkMethod: 'methodHttp', port: 8080, path: '/ready' },
          { type: 'liveCheck', checkMethod: 'methodCmd', cmd: 'test -f /ok' },
        ],
      },
    ],
  })
  cloud.clock.pass(60)
  return { cloud, serviceParams }
}

const documentsOf = (text: string | undefined): unknown[] =>
  parseAllDocuments(text ?? '', { version: '1.1' }).map((document) => document.toJS())

describe('DescribeClusterServiceText', () => {
  it('returns the requested state as Kubernetes objects in valid YAML', async () => {
    const { cloud, serviceParams } = await withService()
    const { servicePureText } = await cloud.call('DescribeClusterServiceText', serviceParams)
    expect(documentsOf(servicePureText)).toEqual([
      {
        apiVersion: 'extensions/v1beta1',
        kind: 'Deployment',
        metadata: {
          name: 'yes',
          namespace: 'web',
          labels: { 'qcloud-app': 'yes' },
          annotations: { description: 'on: "off"\n容器' },
        },
        spec: {
          replicas: 2,
          selector: { matchLabels: { 'qcloud-app': 'yes' } },
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } },
          template: {
            metadata: { labels: { 'qcloud-app': 'yes' } },
            spec: {
              containers: [
                {
                  name: 'web',
                  image: 'nginx:1.13',
                  workingDir: '/srv',
                  command: ['/run'],
                  args: ['--level', '1'],
                  env: [{ name: 'FLAG', value: 'no' }],
                  resources: {
                    requests: { cpu: '100m', memory: '64Mi' },
                    limits: { memory: '128Mi' },
                  },
                  volumeMounts: [{ name: 'data', mountPath: '/data', readOnly: true }],
                  livenessProbe: {
                    exec: { command: ['/bin/sh', '-c', 'test -f /ok'] },
                    initialDelaySeconds: 0,
                    timeoutSeconds: 2,
                    periodSeconds: 10,
                    successThreshold: 1,
                    failureThreshold: 3,
                  },
                  readinessProbe: {
                    httpGet: { path: '/ready', port: 8080, scheme: 'HTTP' },
                    initialDelaySeconds: 0,
                    timeoutSeconds: 2,
                    periodSeconds: 10,
                    successThreshold: 3,
                    failureThreshold: 3,
                  },
                  securityContext: { privileged: true },
                },
              ],
              volumes: [
                { name: 'data', hostPath: { path: '/data' } },
                { name: 'tmp', emptyDir: {} },
                { name: 'share', nfs: { server: '10.0.0.1', path: '/exports' } },
                {
                  name: 'conf',
                  configMap: { name: 'cfg-1', items: [{ key: 'app.conf', path: 'app.conf' }] },
                },
              ],
              affinity: {
                nodeAffinity: {
                  requiredDuringSchedulingIgnoredDuringExecution: {
                    nodeSelectorTerms: [
                      { matchExpressions: [{ key: 'nodisk', operator: 'DoesNotExist' }] },
                    ],
                  },
                },
              },
            },
          },
        },
      },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'yes', namespace: 'web', labels: { 'qcloud-app': 'yes' } },
        spec: {
          type: 'LoadBalancer',
          selector: { 'qcloud-app': 'yes' },
          ports: [
            { name: 'tcp-80-8080', port: 80, targetPort: 8080, nodePort: 30_100, protocol: 'TCP' },
          ],
        },
      },
    ])
  })

  it("adds the cluster's fields unless only the reduced text is requested", async () => {
    const { cloud, serviceParams } = await withService()
    const { service } = await cloud.call('DescribeClusterServiceInfo', serviceParams)
    const both = await cloud.call('DescribeClusterServiceText', serviceParams)
    expect(documentsOf(both.serviceText)).toMatchObject([
      {
        kind: 'Deployment',
        metadata: { creationTimestamp: '2026-03-18T01:30:00Z' },
        status: { replicas: 2, availableReplicas: 2, unavailableReplicas: 0 },
      },
      {
        kind: 'Service',
        spec: { clusterIP: service.serviceIp },
        status: { loadBalancer: { ingress: [{ ip: service.externalIp }] } },
      },
    ])
    const simple = await cloud.call('DescribeClusterServiceText', { ...serviceParams, bSimple: 1 })
    expect(simple).toEqual({ servicePureText: both.servicePureText })
  })

  it('omits the Kubernetes Service without access, and refuses a missing service', async () => {
    const { cloud, serviceParams } = await withService()
    const worker = { ...serviceParams, namespace: 'orders', serviceName: 'order-worker' }
    const { servicePureText } = await cloud.call('DescribeClusterServiceText', worker)
    expect(documentsOf(servicePureText)).toHaveLength(1)
    const none = { ...serviceParams, serviceName: 'none' }
    await expect(cloud.call('DescribeClusterServiceText', none)).rejects.toThrow('ServiceNotFound')
  })
})

describe('ModifyServiceLabels', () => {
  it("replaces the user's labels and keeps those of the system", async () => {
    const { cloud, serviceParams } = await withService()
    const set = (labels: Record<string, string>) =>
      cloud.call('ModifyServiceLabels', { ...serviceParams, labels })
    const info = async () => (await cloud.call('DescribeClusterServiceInfo', serviceParams)).service
    expect(await set({ team: 'shop', tier: 'front_1' })).toEqual({
      labels: { team: 'shop', tier: 'front_1', 'qcloud-app': 'yes' },
      sysLabels: { 'qcloud-app': 'yes' },
      userLabels: { team: 'shop', tier: 'front_1' },
    })
    expect(await set({ team: 'search', 'qcloud-app': 'yes' })).toMatchObject({
      userLabels: { team: 'search' },
    })
    expect(await info()).toMatchObject({
      labels: { team: 'search', 'qcloud-app': 'yes' },
      userLabels: { team: 'search' },
      sysLabels: { 'qcloud-app': 'yes' },
      status: 'Normal',
    })
    const { servicePureText } = await cloud.call('DescribeClusterServiceText', serviceParams)
    expect(documentsOf(servicePureText)).toMatchObject([
      { metadata: { labels: { team: 'search' } } },
      { metadata: { labels: { team: 'search' } } },
    ])
    await set({})
    expect(await info()).toMatchObject({ userLabels: {}, labels: { 'qcloud-app': 'yes' } })
  })

  it('keeps the labels after an update and a rollback', async () => {
    const { cloud, serviceParams } = await withService()
    await cloud.call('ModifyServiceLabels', { ...serviceParams, labels: { team: 'shop' } })
    await cloud.call('ModifyClusterServiceImage', { ...serviceParams, image: 'nginx:1.15' })
    cloud.clock.pass(120)
    await cloud.call('RollBackClusterService', serviceParams)
    cloud.clock.pass(120)
    const { service } = await cloud.call('DescribeClusterServiceInfo', serviceParams)
    expect(service.userLabels).toEqual({ team: 'shop' })
  })

  it.each([
    [{ 'qcloud-app': 'other' }, 'labels.qcloud-app is a label of the system'],
    [{ 'a.b': 'c' }, 'labels must have keys'],
    [{ a_b: 'c' }, 'labels must have keys'],
    [{ '-a': 'c' }, 'labels must have keys'],
    [{ a: 'c d' }, 'labels must have values'],
    [{ a: 'x'.repeat(64) }, 'labels must have values'],
  ])('refuses %j', async (labels, says) => {
    const { cloud, serviceParams } = await withService()
    const request = signedRequest(
      'ModifyServiceLabels',
      { ...serviceParams, labels },
      cloud.clock.now(),
    )
    expect(await sendRequest(cloud.fetch, await request)).toMatchObject({
      code: 4000,
      message: expect.stringContaining(says),
    })
  })
})
