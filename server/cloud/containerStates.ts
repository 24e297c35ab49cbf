import type * as z from 'zod/mini'
import type { instanceStatus } from '../../src/contract/actions/services/instances'

/** The state of one container of an instance. */
export interface ContainerState {
  status: z.output<typeof instanceStatus>
  /** Reason in Chinese, in the words of the API document where it has one. */
  reason: string
  /** Reason in English, in Kubernetes' words. */
  englishReason: string
  /** Whether the container cannot recover by itself. */
  isPermanent?: boolean
}

/** States that every backend distinguishes. */
export const states = {
  running: { status: 'Running', reason: '容器运行中', englishReason: 'container running' },
  waiting: { status: 'Waiting', reason: '等待调度', englishReason: 'Pending' },
  refused: {
    status: 'Waiting',
    reason: '调度失败',
    englishReason: 'Unschedulable',
    isPermanent: true,
  },
  pulling: { status: 'Waiting', reason: '正在下载镜像', englishReason: 'Pulling' },
  pullFailed: {
    status: 'Waiting',
    reason: '下载镜像失败',
    englishReason: 'ImagePullBackOff',
    isPermanent: true,
  },
  invalidImage: {
    status: 'Waiting',
    reason: '镜像名称无效',
    englishReason: 'InvalidImageName',
    isPermanent: true,
  },
  creating: { status: 'Waiting', reason: '正在创建容器', englishReason: 'ContainerCreating' },
  crashed: {
    status: 'Waiting',
    reason: '容器进程崩溃',
    englishReason: 'CrashLoopBackOff',
    isPermanent: true,
  },
  notReady: { status: 'NotReady', reason: '容器未就绪', englishReason: 'ContainersNotReady' },
  unhealthy: {
    status: 'NotReady',
    reason: '健康检查失败',
    englishReason: 'Unhealthy',
    isPermanent: true,
  },
  nodeLost: {
    status: 'NotReady',
    reason: '节点失联',
    englishReason: 'NodeLost',
    isPermanent: true,
  },
  stopping: { status: 'Terminating', reason: '容器终止中', englishReason: 'Terminating' },
} as const satisfies Record<string, ContainerState>
