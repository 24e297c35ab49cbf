import type { Spec } from './spec'

/** Every setting, each with a non-default value. */
export const fullSpec = {
  serviceDesc: '@a shop & more',
  replicas: 2,
  accessType: 'LoadBalancer',
  portMappings: [
    { lbPort: 80, containerPort: 8080, nodePort: 30_080, protocol: 'TCP' },
    { lbPort: 443, containerPort: 8443, protocol: 'TCP' },
  ],
  volumes: [
    { name: 'logs', volumeType: 'hostPath', hostPath: '/var/log' },
    { name: 'scratch', volumeType: 'hostPath' },
    { name: 'share', volumeType: 'nfsDisk', nfsPath: '10.0.0.9:/data' },
    {
      name: 'conf',
      volumeType: 'configMap',
      configId: 'cfg-1',
      configVersion: 'v1',
      configKeys: ['a.conf', 'b.conf'],
    },
  ],
  containers: [
    {
      containerName: 'web',
      image: 'nginx:1.25',
      envs: [
        { name: 'SECRET_KEY', value: 'hunter2&x=1' },
        { name: 'EMPTY', value: '' },
      ],
      volumeMounts: [
        { volumeName: 'logs', mountPath: '/logs', mode: 'rw' },
        { volumeName: 'conf', mountPath: '/etc/web', mode: 'ro' },
      ],
      healthCheck: [
        { type: 'readyCheck', checkMethod: 'methodCmd', cmd: 'true', delayTime: 4 },
        {
          type: 'liveCheck',
          checkMethod: 'methodHttp',
          port: 8080,
          protocol: 'HTTPS',
          path: '/ok',
          healthNum: 1,
          unhealthNum: 5,
          intervalTime: 7,
          timeOut: 6,
          delayTime: 5,
        },
      ],
      cpu: 200,
      cpuLimits: 400,
      memory: 64,
      memoryLimits: 128,
      command: 'nginx',
      arguments: ['-g', 'daemon off;'],
      privileged: true,
      workingDir: '/srv',
    },
    { containerName: 'agent', image: 'busybox:1.27', cpu: 0, privileged: false },
  ],
  nodeAffinity: [{ key: 'disk', operator: 'NotIn', values: ['hdd', 'tape'] }],
  podAffinity: [{ key: 'lonely', operator: 'DoesNotExist' }],
  strategy: 'Recreate',
  minReadySeconds: 9,
} satisfies Spec
