import * as z from 'zod/mini'
import { read, write } from '../../action'
import { withRules } from '../../rules/rules'
import {
  clusterId,
  count,
  emptyResponse,
  existingName,
  flag,
  inNamespace,
  namespace,
} from '../common'
import { image } from './containerSpec'
import { service, serviceEvent, serviceSummary } from './serviceInfo'
import { createdService, modifiedService } from './serviceSpec'

/** Parameters that name a service. */
const serviceParams = () => ({
  clusterId: clusterId(),
  serviceName: existingName(),
  namespace: namespace(),
})

const target = ['clusterId', 'namespace', 'serviceName'] as const

const invalidates = [
  'DescribeClusterService',
  'DescribeClusterServiceInfo',
  'DescribeServiceInstance',
  'DescribeServiceEvent',
  'DescribeClusterRequestLimitInfo',
] as const

/** 服务相关接口 / 查询服务列表: without paging. */
export const DescribeClusterService = read({
  name: 'DescribeClusterService',
  area: 'services',
  host: 'ccs',
  section: '服务相关接口/查询服务列表',
  scope: {
    clusters: 'clusterId',
    namespaces: {
      param: 'namespace',
      default: 'default',
      allIf: { param: 'allnamespace', value: 1 },
    },
  },
  lists: { items: 'services', scopedBy: { namespaces: 'namespace' } },
  request: z.strictObject({
    clusterId: clusterId(),
    namespace: namespace(),
    /** 1: services of all namespaces. */
    allnamespace: z._default(flag(), 0),
  }),
  response: z.object({ totalCount: count(), services: z.array(serviceSummary) }),
})

/** 服务相关接口 / 查询服务详情: returns neither affinities nor volume types, among other settings. */
export const DescribeClusterServiceInfo = read({
  name: 'DescribeClusterServiceInfo',
  area: 'services',
  host: 'ccs',
  section: '服务相关接口/查询服务详情',
  scope: inNamespace,
  request: z.strictObject(serviceParams()),
  response: z.object({ service }),
  misspellings: { livePorbe: 'liveProbe' },
})

/** 服务相关接口 / 创建服务: continues after the response. */
export const CreateClusterService = write({
  name: 'CreateClusterService',
  area: 'services',
  host: 'ccs',
  section: '服务相关接口/创建服务',
  scope: inNamespace,
  effects: [],
  guard: 'look',
  task: { end: 'serviceCreated' },
  revision: { kind: 'created' },
  change: 'revision',
  invalidates,
  target,
  request: createdService,
  response: emptyResponse(),
})

/** 服务相关接口 / 修改服务: replaces the whole configuration. */
export const ModifyClusterService = write({
  name: 'ModifyClusterService',
  area: 'services',
  host: 'ccs',
  section: '服务相关接口/修改服务',
  scope: inNamespace,
  effects: [],
  guard: 'look',
  task: { end: 'serviceChanged' },
  revision: { kind: 'replaced' },
  change: 'revision',
  invalidates,
  target,
  request: modifiedService,
  response: emptyResponse(),
})

/** 服务相关接口 / 删除服务: also deletes its instances and its load balancer. */
export const DeleteClusterService = write({
  name: 'DeleteClusterService',
  area: 'services',
  host: 'ccs',
  section: '服务相关接口/删除服务',
  destructive: true,
  scope: inNamespace,
  effects: [],
  guard: 'look',
  task: { end: 'serviceDeleted' },
  revision: { kind: 'deleted' },
  change: 'rollout',
  invalidates,
  target,
  confirm: { param: 'serviceName' },
  request: z.strictObject(serviceParams()),
  response: emptyResponse(),
})

/** 服务相关接口 / 修改服务描述: an empty or absent value removes the description. */
export const ModifyServiceDescription = write({
  name: 'ModifyServiceDescription',
  area: 'services',
  host: 'ccs',
  section: '服务相关接口/修改服务描述',
  scope: inNamespace,
  effects: [],
  guard: 'none',
  revision: { kind: 'setting', setting: 'serviceDesc', param: 'description', absent: '' },
  invalidates: ['DescribeClusterServiceInfo'],
  target,
  request: z.strictObject({ ...serviceParams(), description: z.optional(z.string()) }),
  response: emptyResponse(),
})

/** 服务相关接口 / 获取服务事件列表: events of the last hour; equal events are merged. */
export const DescribeServiceEvent = read({
  name: 'DescribeServiceEvent',
  area: 'services',
  host: 'ccs',
  section: '服务相关接口/获取服务事件列表',
  scope: inNamespace,
  lists: { items: 'eventList', scopedBy: 'parameters' },
  request: z.strictObject(serviceParams()),
  response: z.object({ eventList: z.array(serviceEvent) }),
})

/** 服务相关接口 / 继续服务更新 */
export const ResumeClusterService = write({
  name: 'ResumeClusterService',
  area: 'services',
  host: 'ccs',
  section: '服务相关接口/继续服务更新',
  scope: inNamespace,
  effects: [{ kind: 'deployment' }],
  guard: 'look',
  task: { end: 'serviceChanged' },
  change: 'rollout',
  invalidates,
  target,
  request: z.strictObject(serviceParams()),
  response: emptyResponse(),
})

/** 服务相关接口 / 暂停服务更新: without an update in progress it blocks scaling and later updates. */
export const PauseClusterService = write({
  name: 'PauseClusterService',
  area: 'services',
  host: 'ccs',
  section: '服务相关接口/暂停服务更新',
  scope: inNamespace,
  effects: [],
  guard: 'look',
  change: 'rollout',
  invalidates,
  target,
  request: z.strictObject(serviceParams()),
  response: emptyResponse(),
})

/** 服务相关接口 / 回滚服务: restores the configuration before the last update; only one step back. */
export const RollBackClusterService = write({
  name: 'RollBackClusterService',
  area: 'services',
  host: 'ccs',
  section: '服务相关接口/回滚服务',
  scope: inNamespace,
  effects: [],
  guard: 'look',
  task: { end: 'serviceChanged' },
  revision: { kind: 'rolledBack' },
  change: 'revision',
  invalidates,
  target,
  request: z.strictObject(serviceParams()),
  response: emptyResponse(),
})

/** 服务相关接口 / 修改服务镜像: `image` for services with one container, `containers` for several. */
export const ModifyClusterServiceImage = write({
  name: 'ModifyClusterServiceImage',
  area: 'services',
  host: 'ccs',
  section: '服务相关接口/修改服务镜像',
  scope: inNamespace,
  effects: [{ kind: 'deployment' }],
  guard: 'look',
  task: { end: 'serviceChanged' },
  revision: { kind: 'images' },
  change: 'revision',
  invalidates,
  target,
  request: withRules(
    z.strictObject({
      ...serviceParams(),
      image: z.optional(image()),
      containers: z.optional(
        z.array(
          z.strictObject({
            containerName: z.string().check(z.minLength(1)),
            image: image(),
          }),
        ),
      ),
    }),
    [
      {
        id: 'imageOrContainers',
        text: 'one of image and containers is required',
        path: ['image'],
        holds: (value) => Boolean(value.image) || Boolean(value.containers?.length),
      },
    ],
  ),
  response: emptyResponse(),
})

/**
 * 服务相关接口 / 服务重部署: pulls the images again and restarts the instances by the service's current
 * strategy.
 */
export const RedeployClusterService = write({
  name: 'RedeployClusterService',
  area: 'services',
  host: 'ccs',
  section: '服务相关接口/服务重部署',
  scope: inNamespace,
  effects: [{ kind: 'deployment' }],
  guard: 'look',
  task: { end: 'serviceChanged' },
  revision: { kind: 'redeployed' },
  change: 'rollout',
  invalidates,
  target,
  request: z.strictObject(serviceParams()),
  response: emptyResponse(),
})
