import { defaultMetricPeriod, type MetricPeriod } from '../actions/monitoring/metrics'

/** Defaults that depend on other parameters or on the resource. */

interface Case<Context, Value> {
  /** The condition in English. */
  when: string
  /** The default as an English text, or its value. */
  is: string | number
  /** Returns the default if the condition holds, otherwise undefined. */
  value(context: Context): Value | undefined
}

export interface DependentDefault<Context, Value> {
  /** Wire name, with `n` for indexes. */
  param: string
  actions: readonly string[]
  /** Section of the API document. */
  section: string
  cases: readonly Case<Context, Value>[]
}

const dependent = <Context, Value>(declared: DependentDefault<Context, Value>) => declared

/** Returns the default in a context: that of the first case whose condition holds. */
export function defaultOf<Context, Value>(
  { param, cases }: DependentDefault<Context, Value>,
  context: Context,
): Value {
  for (const candidate of cases) {
    const value = candidate.value(context)
    if (value !== undefined) return value
  }
  throw new Error(`${param} has no default in this case`)
}

type DeleteMode = 'RemoveOnly' | 'Return'
const prepaid = 1

const serviceWrites = ['CreateClusterService', 'ModifyClusterService'] as const

export const dependentDefaults = {
  nodeDeleteMode: dependent({
    param: 'nodeDeleteMode',
    actions: ['DeleteCluster', 'DeleteClusterInstances'],
    section: '集群相关接口/删除集群节点',
    cases: [
      {
        when: 'the machine is prepaid',
        is: 'RemoveOnly',
        value: ({ cvmPayMode }: { cvmPayMode: number }): DeleteMode | undefined =>
          cvmPayMode === prepaid ? 'RemoveOnly' : undefined,
      },
      { when: 'otherwise', is: 'Return', value: () => 'Return' },
    ],
  }),
  wanIp: dependent({
    param: 'wanIp',
    actions: ['CreateCluster', 'AddClusterInstances'],
    section: '集群相关接口/创建集群',
    cases: [
      {
        when: 'bandwidth is above 0',
        is: 1,
        value: ({ bandwidth }: { bandwidth: number }): 0 | 1 | undefined =>
          bandwidth > 0 ? 1 : undefined,
      },
      { when: 'bandwidth is 0', is: 0, value: () => 0 },
    ],
  }),
  memoryLimits: dependent({
    param: 'containers.n.memoryLimits',
    actions: serviceWrites,
    section: '服务相关接口/创建服务',
    cases: [
      {
        when: 'memory is above 0',
        is: 'the value of memory',
        value: ({ memory = 0 }: { memory?: number | undefined }) =>
          memory > 0 ? memory : undefined,
      },
      { when: 'memory is 0 or absent', is: '0, no limit', value: () => 0 },
    ],
  }),
  /** The document gives 3 for both probes, but a liveness probe accepts only 1. */
  healthNum: dependent({
    param: 'containers.n.healthCheck.n.healthNum',
    actions: serviceWrites,
    section: '服务相关接口/查询服务详情',
    cases: [
      {
        when: 'type is liveCheck',
        is: 1,
        value: ({ type }: { type: 'liveCheck' | 'readyCheck' }) =>
          type === 'liveCheck' ? 1 : undefined,
      },
      { when: 'type is readyCheck', is: 3, value: () => 3 },
    ],
  }),
  unhealthNum: dependent<unknown, number>({
    param: 'containers.n.healthCheck.n.unhealthNum',
    actions: serviceWrites,
    section: '服务相关接口/查询服务详情',
    cases: [{ when: 'always', is: 3, value: () => 3 }],
  }),
  nodePort: dependent({
    param: 'portMappings.n.nodePort',
    actions: serviceWrites,
    section: '服务相关接口/创建服务',
    cases: [
      {
        when: 'accessType is LoadBalancer or SvcLBTypeInner',
        is: 'allocated by the cluster',
        value: ({ accessType }: { accessType: string }): 'allocated' | 'none' | undefined =>
          accessType === 'LoadBalancer' || accessType === 'SvcLBTypeInner'
            ? 'allocated'
            : undefined,
      },
      { when: 'otherwise', is: 'none', value: () => 'none' },
    ],
  }),
  period: dependent<unknown, MetricPeriod>({
    param: 'period',
    actions: ['GetMonitorData'],
    section: '监控相关接口/查询容器服务监控信息',
    cases: [{ when: 'always', is: defaultMetricPeriod, value: () => defaultMetricPeriod }],
  }),
  startTime: dependent({
    param: 'startTime',
    actions: ['GetMonitorData'],
    section: '监控相关接口/查询容器服务监控信息',
    cases: [
      {
        when: 'always',
        is: '00:00:00 of the current day, Beijing time',
        value: ({ startOfDay }: { startOfDay: number; now: number }) => startOfDay,
      },
    ],
  }),
  endTime: dependent({
    param: 'endTime',
    actions: ['GetMonitorData'],
    section: '监控相关接口/查询容器服务监控信息',
    cases: [
      {
        when: 'always',
        is: 'the current time',
        value: ({ now }: { startOfDay: number; now: number }) => now,
      },
    ],
  }),
} as const
