import type { ActionName } from '../index'

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
  triggerName: 'release',
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

/** Valid parameters that the examples start from. */
export const validParams = {
  CreateCluster: createCluster,
  AddClusterInstances: { ...machine, clusterId: 'cls-1' },
  CreateClusterService: createService,
  CreateClusterNamespace: { clusterId: 'cls-1', name: 'tst', description: '' },
  ModifyClusterServiceImage: { clusterId: 'cls-1', serviceName: 'web', image: 'nginx:2' },
  ModifyServiceLabels: { clusterId: 'cls-1', serviceName: 'web', labels: { team: 'shop' } },
  AddUpdateServiceTrigger: addTrigger,
  ModifyUpdateServiceTrigger: { triggerName: 't' },
  GetMonitorData: monitor,
  DescribeSecurityGroupEx: {},
} satisfies Partial<Record<ActionName, object>>

/**
 * Rule, action, path of the fault, a change of `valid` that violates the rule, and a similar change
 * that does not.
 */
export type RuleExample = readonly [string, keyof typeof validParams, string, object, object]

/** Rules of all actions except CreateClusterService. */
export const ruleExamples: readonly RuleExample[] = [
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
    'plainName',
    'CreateCluster',
    'clusterName',
    { clusterName: 'a\nb' },
    { clusterName: '生产 "1"' },
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
    'triggerName',
    'AddUpdateServiceTrigger',
    'triggerName',
    { triggerName: '2nd' },
    { triggerName: 'second_v1.2' },
  ],
  [
    'triggerName',
    'ModifyUpdateServiceTrigger',
    'newTriggerName',
    { newTriggerName: 't' },
    { newTriggerName: 'to' },
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
