/** Probes with fields and numbers that the API cannot express. */
const probes = {
  livenessProbe: {
    httpGet: {
      path: '/live',
      port: 'http',
      scheme: 'HTTPS',
      httpHeaders: [{ name: 'Host', value: 'shop' }],
    },
    initialDelaySeconds: 120,
    periodSeconds: 1,
    failureThreshold: 30,
    terminationGracePeriodSeconds: 7,
  },
  readinessProbe: { tcpSocket: { port: 8080, host: '127.0.0.1' }, timeoutSeconds: 3 },
  startupProbe: { grpc: { port: 9090, service: 'ready' } },
}

/** Environment variables with references, repeated names, and names that the API cannot express. */
const env = [
  { name: 'A', value: '1' },
  { name: 'spring.profile', value: 'prod' },
  { name: 'EMPTY' },
  { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
  { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
  { name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu', divisor: '1m' } } },
  { name: 'A', value: '2' },
  { name: 'URL', value: 'http://$(POD)/' },
]
const envFrom = [
  { configMapRef: { name: 'all', optional: true } },
  { prefix: 'X_', secretRef: { name: 'keys', optional: true } },
]
export const volumes = [
  { name: 'keys', secret: { secretName: 'keys', optional: true, defaultMode: 256 } },
  {
    name: 'conf',
    configMap: {
      name: 'app-3',
      optional: true,
      items: [{ key: 'a.conf', path: 'etc/a.conf', mode: 292 }],
    },
  },
  { name: 'whole', configMap: { name: 'app', optional: true } },
  { name: 'data', persistentVolumeClaim: { claimName: 'shared', readOnly: true } },
  { name: 'memory', emptyDir: { medium: 'Memory', sizeLimit: '10Mi' } },
  { name: 'host', hostPath: { path: '/var/log', type: 'DirectoryOrCreate' } },
  { name: 'share', nfs: { server: 'fd00::1', path: '/data', readOnly: true } },
  {
    name: 'pod',
    downwardAPI: { items: [{ path: 'l', fieldRef: { fieldPath: 'metadata.labels' } }] },
  },
]
const mounts = volumes.map(({ name }) => ({ name, mountPath: `/mnt/${name}`, readOnly: true }))
export const web = {
  name: 'web',
  image: 'registry.example.com/web:1',
  command: ['/bin/sh', '-c', 'exec web'],
  args: ['--level', ''],
  workingDir: '/srv',
  imagePullPolicy: 'Always',
  ports: [
    { name: 'http', containerPort: 8080 },
    { name: 'sync', containerPort: 5000, protocol: 'SCTP' },
  ],
  env,
  envFrom,
  volumeMounts: [...mounts, { name: 'memory', mountPath: '/tmp/x', subPath: 'x' }],
  resources: {
    requests: { cpu: '50m', memory: '100M', 'ephemeral-storage': '1Gi' },
    limits: { cpu: '0.08', memory: '0.2Gi' },
  },
  lifecycle: { preStop: { exec: { command: ['sleep', '1'] } } },
  securityContext: { runAsUser: 1000, capabilities: { drop: ['ALL'] } },
  terminationMessagePolicy: 'FallbackToLogsOnError',
  stdin: true,
  ...probes,
}
export const bare = (name: string) => ({ name, image: 'busybox:1', securityContext: {} })

/** A pod with fields of every kind. */
export const rich = {
  hostNetwork: false,
  serviceAccountName: 'default',
  automountServiceAccountToken: false,
  terminationGracePeriodSeconds: 3,
  priorityClassName: 'system-cluster-critical',
  nodeSelector: { 'kubernetes.io/os': 'none' },
  tolerations: [{ key: 'gpu', operator: 'Exists', effect: 'NoSchedule' }],
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: { app: 'rich' } },
    },
  ],
  hostAliases: [{ ip: '10.0.0.9', hostnames: ['db'] }],
  dnsConfig: { options: [{ name: 'ndots', value: '1' }] },
  imagePullSecrets: [{ name: 'registry' }],
  securityContext: { fsGroup: 1000, sysctls: [] },
  initContainers: [
    { ...bare('migrate'), env, volumeMounts: [{ name: 'keys', mountPath: '/keys' }] },
    { ...bare('proxy'), restartPolicy: 'Always', startupProbe: { tcpSocket: { port: 1 } } },
  ],
  affinity: {
    nodeAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 5, preference: { matchExpressions: [{ key: 'ssd', operator: 'Exists' }] } },
      ],
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [
          { matchExpressions: [{ key: 'a', operator: 'Exists' }] },
          { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }] },
        ],
      },
    },
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { labelSelector: { matchLabels: { app: 'x' } }, topologyKey: 'kubernetes.io/hostname' },
      ],
    },
  },
  volumes,
  containers: [
    web,
    {
      ...bare('agent'),
      livenessProbe: { grpc: { port: 9 } },
      readinessProbe: { exec: { command: ['cat', '/tmp/ready'] }, timeoutSeconds: 1 },
      resources: { limits: { memory: '2Mi' } },
    },
    ...Array.from({ length: 18 }, (_one, index) => bare(`side-${index}`)),
  ],
}
export const strategy = { rollingUpdate: { maxSurge: '40%', maxUnavailable: 2 } }

/** The longest name that Kubernetes allows. */
export const long = `l${'o'.repeat(61)}ng.${'n'.repeat(63)}.${'a'.repeat(63)}.${'m'.repeat(60)}`
