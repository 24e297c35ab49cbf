/**
 * Words for the state of a container: Chinese ones of the API document and our backends, and
 * Kubernetes' own.
 */
const words = {
  pullFailed: ['下载镜像失败', 'ImagePullBackOff', 'ErrImagePull', 'ErrImageNeverPull'],
  imageInvalid: ['镜像名称无效', 'InvalidImageName'],
  crashed: ['容器进程崩溃', '容器反复崩溃', 'CrashLoopBackOff'],
  outOfMemory: ['内存溢出', 'OOMKilled'],
  startFailed: [
    ...['容器启动失败', 'CreateContainerConfigError', 'CreateContainerError'],
    ...['RunContainerError', 'StartError', 'pod启动失败'],
  ],
  unschedulable: ['调度失败', '资源不足', 'Unschedulable', 'FailedScheduling'],
  unhealthy: ['健康检查失败', '就绪检查失败', 'Unhealthy'],
  unlive: ['存活检查失败'],
  nodeLost: ['节点失联', 'NodeLost'],
  running: ['', '容器运行中', 'container running'],
  pending: ['等待调度', 'Pending'],
  pulling: ['正在下载镜像', '下载镜像中', 'Pulling'],
  creating: ['正在创建容器', '容器创建中', 'ContainerCreating', 'PodInitializing'],
  notReady: ['容器未就绪', 'ContainersNotReady'],
  stopping: ['容器终止中', '容器已终止', 'Terminating'],
} as const

export type Word = keyof typeof words

const byText = new Map<string, Word>(
  Object.entries(words).flatMap(([word, texts]) =>
    texts.map((text): [string, Word] => [text, word as Word]),
  ),
)

/** The state that a reason means; undefined for a reason that no backend is known to report. */
export const wordOf = (reason: string): Word | undefined => byText.get(reason.trim())

const passing: readonly (Word | undefined)[] = [
  ...(['running', 'pending', 'pulling', 'creating', 'notReady', 'stopping'] as const),
]

/** Whether a state ends by itself unless something else fails. */
export const isPassing = (reason: string): boolean => passing.includes(wordOf(reason))

/** Whether a reason stands for a failure, as opposed to a state that ends by itself. */
export const isFailure = (reason: string): boolean => reason.trim() !== '' && !isPassing(reason)
