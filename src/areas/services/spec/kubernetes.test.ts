import fc from 'fast-check'
import { Deployment } from 'kubernetes-models/apps/v1'
import { PersistentVolume, PersistentVolumeClaim, Service } from 'kubernetes-models/v1'
import { describe, expect, it } from 'vitest'
import { paramsOf } from '../../../../server/test/cloud/arbitrary'
import { ModifyClusterService } from '../../../contract/actions/services/services'
import { fullSpec } from './fullSpec'
import { kubernetesOf } from './kubernetes'
import { type Spec, specFrom } from './spec'

const serviceRef = { clusterId: 'cls-1', namespace: 'prod', serviceName: 'web' }

/** Validates the manifest with its kind's model from the published schema. */
function modelOf(manifest: ReturnType<typeof kubernetesOf>[number]) {
  if (manifest.kind === 'Deployment') return new Deployment(manifest)
  if (manifest.kind === 'Service') return new Service(manifest)
  if (manifest.kind === 'PersistentVolume') return new PersistentVolume(manifest)
  return new PersistentVolumeClaim(manifest)
}

const find = <K extends string>(spec: Spec, kind: K) =>
  kubernetesOf(serviceRef, spec).find((object) => object.kind === kind)

describe('Kubernetes manifests of a service', () => {
  it('are valid against the published schemas for arbitrary settings', () => {
    fc.assert(
      fc.property(paramsOf(ModifyClusterService), (params) => {
        const spec = specFrom(params)
        for (const item of spec ? kubernetesOf(serviceRef, spec) : []) modelOf(item).validate()
      }),
    )
  })

  it('are checked by schemas that reject an invalid manifest', () => {
    const invalidManifests = kubernetesOf(serviceRef, { ...fullSpec, replicas: 1.5 })
    expect(() => invalidManifests.map((manifest) => modelOf(manifest).validate())).toThrow()
  })

  it('contain every setting', () => {
    expect(find(fullSpec, 'Deployment')).toMatchObject({
      spec: {
        replicas: 2,
        strategy: { type: 'Recreate' },
        minReadySeconds: 9,
        template: {
          spec: {
            containers: [
              {
                name: 'web',
                image: 'nginx:1.25',
                command: ['nginx'],
                args: ['-g', 'daemon off;'],
                workingDir: '/srv',
                securityContext: { privileged: true },
                resources: {
                  requests: { cpu: '200m', memory: '64Mi' },
                  limits: { cpu: '400m', memory: '128Mi' },
                },
                livenessProbe: { httpGet: { port: 8080, scheme: 'HTTPS', path: '/ok' } },
                readinessProbe: { exec: { command: ['/bin/sh', '-c', 'true'] } },
              },
              { name: 'agent' },
            ],
            volumes: [
              { name: 'logs', hostPath: { path: '/var/log' } },
              { name: 'scratch', emptyDir: {} },
              { name: 'share', nfs: { server: '10.0.0.9', path: '/data' } },
              { name: 'conf', configMap: { name: 'cfg-1' } },
            ],
            affinity: {
              nodeAffinity: {
                requiredDuringSchedulingIgnoredDuringExecution: {
                  nodeSelectorTerms: [
                    {
                      matchExpressions: [
                        { key: 'disk', operator: 'NotIn', values: ['hdd', 'tape'] },
                      ],
                    },
                  ],
                },
              },
            },
          },
        },
      },
    })
    expect(find(fullSpec, 'Service')).toMatchObject({
      spec: {
        type: 'LoadBalancer',
        ports: [{ port: 80, targetPort: 8080, nodePort: 30_080 }, { port: 443 }],
      },
    })
  })

  it('claim an existing cloud disk, and omit the Service without access', () => {
    const disk: Spec = {
      replicas: 1,
      accessType: 'None',
      volumes: [{ name: 'data', volumeType: 'cbsDisk', cbsDiskId: 'disk-1' }],
      containers: [{ containerName: 'db', image: 'db' }],
    }
    const kinds = kubernetesOf(serviceRef, disk).map((object) => object.kind)
    expect(kinds).toEqual(['PersistentVolume', 'PersistentVolumeClaim', 'Deployment'])
    expect(find(disk, 'PersistentVolume')).toMatchObject({
      spec: { csi: { volumeHandle: 'disk-1' }, claimRef: { name: 'web-data', namespace: 'prod' } },
    })
  })
})
