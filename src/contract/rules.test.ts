import { describe, expect, it } from 'vitest'
import { contractDocument } from './document'
import { builtInRules, validate } from './faults'
import { type ActionName, actions } from './index'

const machine = {
  zoneId: '100002',
  cpu: 1,
  mem: 2,
  bandwidthType: 'PayByHour',
  bandwidth: 1,
  subnetId: 'subnet-3lzrkspo',
  isVpcGateway: 0,
  rootSize: 20,
  storageSize: 0,
  goodsNum: 1,
}
const createCluster = {
  ...machine,
  clusterName: 'test',
  clusterCIDR: '172.16.0.0/16',
  osName: 'centos7.2x86_64',
  vpcId: 'vpc-8e0ypm3z',
}
const createService = {
  clusterId: 'cls-1',
  serviceName: 'web',
  replicas: 1,
  containers: [{ containerName: 'web', image: 'nginx' }],
}
const addTrigger = {
  triggerName: 't',
  reponame: 'a/b',
  invokeMethod: 'all',
  serviceName: 'web',
  clusterId: 'cls-1',
  namespace: 'default',
  containerName: 'web',
  clusterRegion: 1,
}
const monitor = {
  namespace: 'qce/docker',
  metricName: 'service_cpu_used',
  dimensions: ['clusterId', 'serviceName', 'namespace'].map((name) => ({ name, value: 'x' })),
}

/** What each example starts from: accepted as it is. */
const valid = {
  CreateCluster: createCluster,
  AddClusterInstances: { ...machine, clusterId: 'cls-1' },
  CreateClusterService: createService,
  CreateClusterNamespace: { clusterId: 'cls-1', name: 'tst', description: '' },
  ModifyClusterServiceImage: { clusterId: 'cls-1', serviceName: 'web', image: 'nginx:2' },
  AddUpdateServiceTrigger: addTrigger,
  ModifyUpdateServiceTrigger: { triggerName: 't' },
  GetMonitorData: monitor,
  DescribeSecurityGroupEx: {},
} satisfies Partial<Record<ActionName, object>>

const container = (fields: object) => ({
  containers: [{ containerName: 'web', image: 'nginx', ...fields }],
})
const check = (fields: object) =>
  container({
    healthCheck: [{ type: 'readyCheck', checkMethod: 'methodTcp', port: 80, ...fields }],
  })
const volume = (volumeType: string, fields: object = {}) => ({
  volumes: [{ name: 'v', volumeType, ...fields }],
})
const port = (nodePort: number) => ({
  portMappings: [{ lbPort: 80, containerPort: 80, nodePort, protocol: 'TCP' }],
})
const affinity = (operator: string, values?: string[]) => ({
  nodeAffinity: [{ key: 'k', operator, values }],
})

/** Rule, action, path of the fault, a change that breaks the rule, and one just beside it that does not. */
const examples: readonly [string, keyof typeof valid, string, object, object][] = [
  [
    'cidr',
    'CreateCluster',
    'clusterCIDR',
    { clusterCIDR: '172.16.0.0/33' },
    { clusterCIDR: '10.0.0.0/8' },
  ],
  [
    'passwordClasses',
    'CreateCluster',
    'password',
    { password: '12345678' },
    { password: '1234567a' },
  ],
  [
    'passwordClasses',
    'CreateCluster',
    'password',
    { password: '12 45678a' },
    { password: '12-45678' },
  ],
  [
    'passwordOrKey',
    'AddClusterInstances',
    'keyId',
    { password: 'abcd1234', keyId: 'skey-1' },
    { keyId: 'skey-1' },
  ],
  [
    'periodWithPayByMonth',
    'CreateCluster',
    'period',
    { cvmType: 'PayByMonth', bandwidthType: 'PayByMonth' },
    { cvmType: 'PayByMonth', bandwidthType: 'PayByMonth', period: 1 },
  ],
  [
    'bandwidthTypeFitsCvmType',
    'CreateCluster',
    'bandwidthType',
    { bandwidthType: 'PayByMonth' },
    { bandwidthType: 'PayByTraffic' },
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
    'containerNamesDiffer',
    'CreateClusterService',
    'containers',
    { containers: [createService.containers[0], createService.containers[0]] },
    { containers: [createService.containers[0], { containerName: 'other', image: 'nginx' }] },
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
  ...['configId', 'configVersion', 'configKeys'].map(
    (field): [string, keyof typeof valid, string, object, object] => {
      const given = { configId: 'c', configVersion: '1', configKeys: ['k'] }
      return [
        `${field}WithVolumeType`,
        'CreateClusterService',
        `volumes.0.${field}`,
        volume('configMap', { ...given, [field]: field === 'configKeys' ? [] : undefined }),
        volume('configMap', given),
      ]
    },
  ),
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
  ['dnsLabel', 'CreateClusterNamespace', 'name', { name: 'A' }, { name: '0a' }],
  [
    'imageOrContainers',
    'ModifyClusterServiceImage',
    'image',
    { image: undefined, containers: [] },
    { image: undefined, containers: [{ containerName: 'web', image: 'nginx:2' }] },
  ],
  [
    'noInvokeExprWithAll',
    'AddUpdateServiceTrigger',
    'invokeExpr',
    { invokeExpr: 'v1' },
    { invokeExpr: '' },
  ],
  [
    'noInvokeExprWithAll',
    'ModifyUpdateServiceTrigger',
    'invokeExpr',
    { invokeMethod: 'all', invokeExpr: 'v1' },
    { invokeExpr: 'v1' },
  ],
  [
    'invokeExprWithMethod',
    'AddUpdateServiceTrigger',
    'invokeExpr',
    { invokeMethod: 'regex' },
    { invokeMethod: 'regex', invokeExpr: '^test*' },
  ],
  [
    'namespaceOfMetric',
    'GetMonitorData',
    'namespace',
    { namespace: 'qce/cvm' },
    {
      namespace: 'qce/cvm',
      metricName: 'dc_cpu_usage',
      dimensions: [{ name: 'docker_clusterid', value: 'cls-1' }],
    },
  ],
  [
    'dimensionsOfMetric',
    'GetMonitorData',
    'dimensions',
    { metricName: 'pod_in_flux' },
    { dimensions: monitor.dimensions.toReversed() },
  ],
  [
    'endAfterStart',
    'GetMonitorData',
    'endTime',
    { startTime: '2017-03-28 14:10:00', endTime: '2016-03-28 15:10:00' },
    { startTime: '2017-03-28 14:10:00', endTime: '2017-03-28 14:10:00' },
  ],
  [
    'dateTime',
    'GetMonitorData',
    'startTime',
    { startTime: '2017-03-28T14:10:00' },
    { startTime: '2017-03-28 14:10:00' },
  ],
  [
    'offsetOrOffsetLine',
    'DescribeSecurityGroupEx',
    'offsetLine',
    { offset: 0, offsetLine: 0 },
    { offsetLine: 0 },
  ],
]

/** Every rule that the published contract names, each as often as it occurs. */
function* rulesIn(value: unknown): Generator<{ id: string; says: string }> {
  if (typeof value !== 'object' || value === null) return
  if ('rules' in value && Array.isArray(value.rules)) yield* value.rules
  for (const one of Object.values(value)) yield* rulesIn(one)
}

describe('the rules of the contract', () => {
  const rules = [...rulesIn(contractDocument())]

  it('have one meaning each, and names that no built-in rule has', () => {
    const meanings = new Map(rules.map(({ id, says }) => [id, says]))
    for (const { id, says } of rules) expect(says, id).toBe(meanings.get(id))
    expect(builtInRules.filter((id) => meanings.has(id))).toEqual([])
  })

  it('have an example each', () => {
    const shown = new Set(examples.map(([id]) => id))
    expect([...shown].sort()).toEqual([...new Set(rules.map(({ id }) => id))].sort())
  })

  it.each(Object.entries(valid))(
    'accept the parameters that examples of %s start from',
    (name, params) => {
      expect(name in actions && validate(actions[name as keyof typeof valid], params)).toEqual([])
    },
  )

  it.each(examples)('%s: %s, at %s', (rule, name, path, broken, kept) => {
    const faults = validate(actions[name], { ...valid[name], ...broken })
    expect(faults.map((fault) => [fault.rule, fault.path])).toEqual([[rule, path]])
    expect(faults[0]?.message).toMatch(/\w/)
    expect(validate(actions[name], { ...valid[name], ...kept })).toEqual([])
  })
})
