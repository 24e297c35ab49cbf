import { type RuleExample, validParams } from './ruleExamples'

const container = (fields: object) => ({
  containers: [{ containerName: 'web', image: 'nginx', ...fields }],
})
const check = (fields: object) =>
  container({
    healthCheck: [{ type: 'readyCheck', checkMethod: 'methodTcp', port: 80, ...fields }],
  })
const aliveCheck = { type: 'liveCheck', checkMethod: 'methodTcp', port: 80 }
const volume = (volumeType: string, fields: object = {}) => ({
  volumes: [{ name: 'v', volumeType, ...fields }],
})
const port = (nodePort: number) => ({
  portMappings: [{ lbPort: 80, containerPort: 80, nodePort, protocol: 'TCP' }],
})
const affinity = (operator: string, values?: string[]) => ({
  nodeAffinity: [{ key: 'k', operator, values }],
})

/** Rules of CreateClusterService and of other writes of services. */
export const serviceRuleExamples: readonly RuleExample[] = [
  [
    'labelKeys',
    'ModifyServiceLabels',
    'labels',
    { labels: { 'a.b': 'c' } },
    { labels: { 'a-b': 'c' } },
  ],
  [
    'labelValues',
    'ModifyServiceLabels',
    'labels',
    { labels: { a: 'b c' } },
    { labels: { a: 'b_c' } },
  ],
  [
    'serviceName',
    'CreateClusterService',
    'serviceName',
    { serviceName: 'web-' },
    { serviceName: 'w-1' },
  ],
  [
    'serviceName',
    'CreateClusterService',
    'serviceName',
    { serviceName: '1web' },
    { serviceName: 'w' },
  ],
  [
    'serviceName',
    'CreateClusterService',
    'serviceName',
    { serviceName: 'a'.repeat(64) },
    { serviceName: 'a'.repeat(63) },
  ],
  [
    'imageBlanks',
    'CreateClusterService',
    'containers.0.image',
    container({ image: ' nginx' }),
    container({ image: 'nginx' }),
  ],
  [
    'subnetWithInnerLb',
    'CreateClusterService',
    'subnetId',
    { accessType: 'SvcLBTypeInner' },
    { accessType: 'SvcLBTypeInner', subnetId: 'subnet-1' },
  ],
  [
    'oneReplicaWithCbsDisk',
    'CreateClusterService',
    'replicas',
    { ...volume('cbsDisk', { cbsDiskId: 'disk-1' }), replicas: 2 },
    { ...volume('cbsDisk', { cbsDiskId: 'disk-1' }), replicas: 1 },
  ],
  [
    'volumeMountsNeedVolumes',
    'CreateClusterService',
    'volumes',
    container({ volumeMounts: [{ volumeName: 'v', mountPath: '/v', mode: 'ro' }] }),
    {
      ...volume('hostPath'),
      ...container({ volumeMounts: [{ volumeName: 'v', mountPath: '/v', mode: 'ro' }] }),
    },
  ],
  [
    'oneCheckOfEachType',
    'CreateClusterService',
    'containers.0.healthCheck',
    container({ healthCheck: [aliveCheck, aliveCheck] }),
    container({ healthCheck: [aliveCheck, { ...aliveCheck, type: 'readyCheck' }] }),
  ],
  [
    'containerNamesDiffer',
    'CreateClusterService',
    'containers',
    {
      containers: [
        validParams.CreateClusterService.containers[0],
        validParams.CreateClusterService.containers[0],
      ],
    },
    {
      containers: [
        validParams.CreateClusterService.containers[0],
        { containerName: 'other', image: 'nginx' },
      ],
    },
  ],
  ['nodePortRange', 'CreateClusterService', 'portMappings.0.nodePort', port(29_999), port(30_000)],
  ['nodePortRange', 'CreateClusterService', 'portMappings.0.nodePort', port(1), port(0)],
  [
    'cbsDiskIdWithVolumeType',
    'CreateClusterService',
    'volumes.0.cbsDiskId',
    volume('cbsDisk'),
    volume('cbsDisk', { cbsDiskId: 'disk-1' }),
  ],
  [
    'nfsPathWithVolumeType',
    'CreateClusterService',
    'volumes.0.nfsPath',
    volume('nfsDisk', { nfsPath: '' }),
    volume('nfsDisk', { nfsPath: '127.0.0.1:/exports' }),
  ],
  ...['configId', 'configVersion', 'configKeys'].map((field): RuleExample => {
    const configParams = { configId: 'c', configVersion: '1', configKeys: ['k'] }
    return [
      `${field}WithVolumeType`,
      'CreateClusterService',
      `volumes.0.${field}`,
      volume('configMap', { ...configParams, [field]: field === 'configKeys' ? [] : undefined }),
      volume('configMap', configParams),
    ]
  }),
  [
    'envName',
    'CreateClusterService',
    'containers.0.envs.0.name',
    container({ envs: [{ name: '1A', value: '' }] }),
    container({ envs: [{ name: '_A1', value: '' }] }),
  ],
  [
    'liveCheckHealthNum',
    'CreateClusterService',
    'containers.0.healthCheck.0.healthNum',
    check({ type: 'liveCheck', healthNum: 2 }),
    check({ type: 'readyCheck', healthNum: 2 }),
  ],
  [
    'portWithCheckMethod',
    'CreateClusterService',
    'containers.0.healthCheck.0.port',
    check({ checkMethod: 'methodHttp', port: undefined }),
    check({ checkMethod: 'methodHttp', port: 80 }),
  ],
  [
    'cmdWithCheckMethod',
    'CreateClusterService',
    'containers.0.healthCheck.0.cmd',
    check({ checkMethod: 'methodCmd', port: undefined }),
    check({ checkMethod: 'methodCmd', port: undefined, cmd: 'true' }),
  ],
  [
    'leastCpu',
    'CreateClusterService',
    'containers.0.cpu',
    container({ cpu: 99 }),
    container({ cpu: 100 }),
  ],
  [
    'leastMemoryLimits',
    'CreateClusterService',
    'containers.0.memoryLimits',
    container({ memoryLimits: 3 }),
    container({ memoryLimits: 4 }),
  ],
  [
    'cpuLimitsAtLeastRequest',
    'CreateClusterService',
    'containers.0.cpuLimits',
    container({ cpu: 200, cpuLimits: 199 }),
    container({ cpu: 200, cpuLimits: 0 }),
  ],
  [
    'memoryLimitsAtLeastRequest',
    'CreateClusterService',
    'containers.0.memoryLimits',
    container({ memory: 200, memoryLimits: 199 }),
    container({ memory: 200, memoryLimits: 200 }),
  ],
  [
    'affinityValues',
    'CreateClusterService',
    'nodeAffinity.0.values',
    affinity('In'),
    affinity('Exists'),
  ],
  [
    'affinityValues',
    'CreateClusterService',
    'nodeAffinity.0.values',
    affinity('Gt', ['1', '2']),
    affinity('Gt', ['1']),
  ],
]
