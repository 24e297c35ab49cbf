import type { ActionName } from '../../../../../src/contract/index'
import type { states as podStates } from '../../../containerStates'
import { deleted, type Lifecycle, none } from './table'

type StateName = (typeof podStates)[keyof typeof podStates]['englishReason']

const states: Readonly<Record<StateName, string>> = {
  Pending: '`Waiting`, 等待调度: it has just been created and waits for a node.',
  Unschedulable: '`Waiting`, 调度失败: it fits on no node; an event says why.',
  Pulling: '`Waiting`, 正在下载镜像: its node pulls the image.',
  ImagePullBackOff: '`Waiting`, 下载镜像失败: the image cannot be pulled; retried with a back-off.',
  InvalidImageName:
    '`Waiting`, 镜像名称无效: the image is not an image reference; an update has to correct it.',
  ContainerCreating: '`Waiting`, 正在创建容器.',
  CrashLoopBackOff: '`Waiting`, 容器进程崩溃: it exits and is restarted with a growing back-off.',
  ContainersNotReady:
    '`NotReady`, 容器未就绪: it has started, its readiness check has not succeeded yet.',
  Unhealthy: '`NotReady`, 健康检查失败: its readiness check fails.',
  NodeLost: '`NotReady`, 节点失联: its node is unreachable.',
  'container running': '`Running`.',
  Terminating: '`Terminating`, 容器终止中: it is being terminated.',
}

/** Actions that stop instances. */
const stops: readonly ActionName[] = [
  'DeleteInstances',
  'ModifyServiceReplicas',
  'ModifyClusterService',
  'ModifyClusterServiceImage',
  'RedeployClusterService',
  'RollBackClusterService',
  'ResumeClusterService',
  'DeleteClusterService',
  'DeleteClusterNamespace',
  'DeleteCluster',
  'DeleteClusterInstances',
  'DrainClusterNode',
]

const label: readonly ActionName[] = ['ModifyClusterNodeLabel']
const failing = ['ImagePullBackOff', 'InvalidImageName', 'CrashLoopBackOff', 'Unhealthy']
const statesOnNode = ['Pulling', 'ContainerCreating', ...failing, 'container running', 'NodeLost']

export const instanceTable: Lifecycle = {
  title: 'Instance',
  about:
    'One container’s `status` and `reason` of DescribeServiceInstance; an instance has the worst state of its containers. States are named by the English reasons of `srcReasonMap`. The API also defines `Terminated`, which never appears, because ended instances are deleted. In addition, the administration (docs/simulation.md) can crash a container: from `container running` or `Unhealthy` it passes through ContainerCreating and ContainersNotReady again or, in a loop, to CrashLoopBackOff until it is healed.',
  states,
  transitions: [
    {
      from: [none],
      to: 'Pending',
      actions: [
        'CreateClusterService',
        ...stops.filter((cause) => !/^DeleteCluster(|Service|Namespace)$/.test(cause)),
      ],
    },
    {
      from: [none],
      to: 'Pending',
      condition: 'an update continues, or an instance on another node is lost',
    },
    { from: ['Pending', 'Unschedulable'], to: 'Pulling', condition: 'a node has room for it' },
    {
      from: ['Pending', 'Unschedulable'],
      to: 'InvalidImageName',
      condition: 'a node has room for it, and its image is not an image reference',
    },
    { from: ['Pending'], to: 'Unschedulable', condition: 'no node has room for it' },
    { from: ['Pulling'], to: 'ContainerCreating', condition: 'the image has been pulled' },
    { from: ['Pulling'], to: 'ImagePullBackOff', condition: 'the image cannot be pulled' },
    { from: ['ContainerCreating'], to: 'ContainersNotReady', condition: 'it has started' },
    { from: ['ContainerCreating'], to: 'CrashLoopBackOff', condition: 'it has exited at once' },
    {
      from: ['ContainersNotReady'],
      to: 'container running',
      condition: 'its readiness check has succeeded',
    },
    {
      from: ['ContainersNotReady'],
      to: 'Unhealthy',
      condition: 'its readiness check has failed too often',
    },
    {
      from: ['Pulling', 'ContainerCreating', ...failing, 'container running'],
      to: 'NodeLost',
      actions: label,
    },
    ...[...failing, 'container running'].map((to) => ({ from: ['NodeLost'], to, actions: label })),
    { from: [...statesOnNode, 'ContainersNotReady'], to: 'Terminating', actions: stops },
    {
      from: ['Pulling', ...failing, 'container running', 'NodeLost'],
      to: 'Terminating',
      condition: 'an update replaces it, or its node has been unreachable for five minutes',
    },
    { from: ['Pending', 'Unschedulable'], to: deleted, actions: stops },
    { from: ['Terminating'], to: deleted, condition: 'it has ended' },
  ],
}
