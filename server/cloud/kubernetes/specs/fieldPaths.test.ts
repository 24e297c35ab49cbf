import { describe, expect, it } from 'vitest'
import { deploymentField, serviceField } from './fieldPaths'

const request = {
  portMappings: [
    { lbPort: 80, containerPort: 1, protocol: 'TCP' as const },
    { lbPort: 80, containerPort: 2, protocol: 'UDP' as const },
  ],
  containers: [
    { containerName: 'agent', image: 'a' },
    {
      containerName: 'web',
      image: 'w',
      envs: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
      volumeMounts: [{ volumeName: 'data', mountPath: '/data', mode: 'rw' as const }],
      healthCheck: [
        { type: 'readyCheck' as const, checkMethod: 'methodTcp' as const, delayTime: 0 },
      ],
    },
  ],
  volumes: [{ name: 'data', volumeType: 'hostPath' as const, hostPath: 'x' }],
  nodeAffinity: [{ key: '', operator: 'Exists' as const }],
}
const pod = {
  containers: [
    {
      name: 'web',
      env: [{ name: 'REFERENCE' }, { name: 'B', value: '2' }, { name: 'A', value: '1' }],
      volumeMounts: [
        { name: 'keys', mountPath: '/keys' },
        { name: 'data', mountPath: '/data' },
      ],
    },
    { name: 'agent' },
  ],
  volumes: [{ name: 'keys' }, { name: 'data' }],
}

describe('fields that the API server names', () => {
  it.each([
    ['containers[0].env[1].name', 'containers.1.envs.1.name'],
    ['containers[0].env[2].value', 'containers.1.envs.0.value'],
    ['containers[0].env[0].name', undefined],
    ['containers[0].volumeMounts[1].mountPath', 'containers.1.volumeMounts.0.mountPath'],
    ['containers[1].resources.limits[memory]', 'containers.0.memoryLimits'],
    ['containers[1].resources.requests', undefined],
    ['containers[0].readinessProbe.tcpSocket.port', 'containers.1.healthCheck.0.port'],
    ['containers[0].readinessProbe.timeoutSeconds', 'containers.1.healthCheck.0.timeOut'],
    ['containers[0].livenessProbe.timeoutSeconds', undefined],
    ['containers[0].image', 'containers.1.image'],
    ['containers[0].ports[0].name', undefined],
    ['volumes[1].hostPath.path', 'volumes.0.hostPath'],
    ['volumes[0].secret', undefined],
    [
      'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].key',
      'nodeAffinity.0.key',
    ],
    ['tolerations[0].key', undefined],
  ])('of a pod: %s is %s', (field, path) => {
    const whole = `spec.template.spec.${field}`
    expect(deploymentField(whole, { template: { spec: pod } }, request)).toBe(path)
  })

  it('of a Deployment and a Service are parameters of the service', () => {
    const ports = [
      { port: 80, protocol: 'UDP' },
      { port: 80, protocol: 'TCP' },
    ]
    expect(deploymentField('metadata.name', {}, request)).toBe('serviceName')
    expect(deploymentField('spec.replicas', {}, request)).toBe('replicas')
    expect(deploymentField('spec.selector', {}, request)).toBeUndefined()
    expect(serviceField('spec.ports[0].nodePort', { ports }, request)).toBe(
      'portMappings.1.nodePort',
    )
    expect(serviceField('spec.type', { ports }, request)).toBe('accessType')
  })
})
