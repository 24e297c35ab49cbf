import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { reasons as texts } from '../en/errors/reasons'

type Reason = Exclude<keyof typeof texts, 'several' | 'join'>

/** The vendor's texts of status reasons in both languages, by translation key. */
const knownReasons: Readonly<Record<string, Reason>> = {
  下载镜像失败: 'imagePull',
  ImagePullBackOff: 'imagePull',
  ErrImagePull: 'imagePull',
  镜像名称无效: 'invalidImage',
  InvalidImageName: 'invalidImage',
  下载镜像中: 'imagePulling',
  正在下载镜像: 'imagePulling',
  Pulling: 'imagePulling',
  容器进程崩溃: 'crash',
  容器反复崩溃: 'crashLoop',
  CrashLoopBackOff: 'crashLoop',
  容器运行中: 'running',
  'container running': 'running',
  容器创建中: 'creating',
  正在创建容器: 'creating',
  ContainerCreating: 'creating',
  容器未就绪: 'notReady',
  ContainersNotReady: 'notReady',
  健康检查失败: 'probeFailed',
  Unhealthy: 'probeFailed',
  存活检查失败: 'liveFailed',
  就绪检查失败: 'readyFailed',
  资源不足: 'noResources',
  调度失败: 'schedule',
  Unschedulable: 'schedule',
  FailedScheduling: 'schedule',
  等待调度: 'waitingPlace',
  Pending: 'waitingPlace',
  容器启动失败: 'startFailed',
  容器终止中: 'terminating',
  Terminating: 'terminating',
  容器已终止: 'terminated',
  内存溢出: 'oom',
  OOMKilled: 'oom',
  内存不足: 'memoryPressure',
  MemoryPressure: 'memoryPressure',
  磁盘空间不足: 'outOfDisk',
  OutOfDisk: 'outOfDisk',
  网络不可用: 'networkUnavailable',
  NetworkUnavailable: 'networkUnavailable',
  节点失联: 'nodeUnknown',
  NodeLost: 'nodeUnknown',
  Unknown: 'nodeUnknown',
  pod启动失败: 'podFailed',
  操作重试: 'retry',
}

const isNormal = (reason: string) => knownReasons[reason.trim()] === 'running'

/** Translates a vendor's reason; unknown ones are shown verbatim. */
export function reasonText(reason: string, t: TFunction<'reasons'>): string {
  const key = knownReasons[reason.trim()]
  return key ? t(key) : reason
}

/**
 * Formats a service's `reasonMap` (reason → containers), most frequent first, without the normal
 * state.
 */
export function reasonsText(
  reasonMap: Readonly<Record<string, number>>,
  t: TFunction<'reasons'>,
): string {
  return Object.entries(reasonMap)
    .filter(([reason]) => !isNormal(reason))
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => t('several', { count, reason: reasonText(reason, t) }))
    .join(t('join'))
}

/** Formats comma-separated reasons, such as a node's `abnormalReason`, without the normal state. */
export const reasonListText = (list: string, t: TFunction<'reasons'>): string =>
  list
    .split(/[,，]/)
    .filter((part) => part.trim() && !isNormal(part))
    .map((part) => reasonText(part, t))
    .join(t('join'))

/** The three functions bound to the current language. */
export function useReasons() {
  const { t } = useTranslation('reasons')
  return useMemo(
    () => ({
      one: (reason: string) => reasonText(reason, t),
      map: (reasonMap: Readonly<Record<string, number>>) => reasonsText(reasonMap, t),
      list: (list: string) => reasonListText(list, t),
    }),
    [t],
  )
}
