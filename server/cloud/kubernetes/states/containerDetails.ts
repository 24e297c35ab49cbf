import type { ResponseOf } from '../../../../src/contract/action'
import type { DescribeServiceInstance } from '../../../../src/contract/actions/services/instances'
import { beijingTime } from '../../beijingTime'
import { timeOf } from '../objects/meta'
import { type ContainerStatus, type Pod, statusOf } from '../objects/pod'
import { blockingInit } from './containerState'

type Container = ResponseOf<
  typeof DescribeServiceInstance
>['instances'][number]['containers'][number]
type Details = Pick<Container, 'restartCount' | 'message' | 'lastExit' | 'initContainer'>

/** Maximum characters of a runtime's message; a termination message may have 4,096 bytes. */
const maxMessage = 1_000

/** How a container last ended; undefined if it has never ended. */
function lastExitOf({ state, lastState }: ContainerStatus): Container['lastExit'] {
  const ended = state?.terminated ?? lastState?.terminated
  if (!ended) return undefined
  return {
    exitCode: ended.exitCode,
    reason: ended.reason ?? '',
    message: (ended.message ?? '').slice(0, maxMessage),
    endedAt: beijingTime(timeOf(ended.finishedAt)),
  }
}

function detailsOf(status: ContainerStatus): Details {
  const message = status.state?.waiting?.message?.slice(0, maxMessage)
  const lastExit = lastExitOf(status)
  return {
    restartCount: status.restartCount,
    ...(message && { message }),
    ...(lastExit && { lastExit }),
  }
}

/** Restarts, message and last exit of a container, or of the init container that blocks it. */
export function containerDetails(pod: Pod, name: string): Details {
  const isOwn = pod.spec.containers.some((container) => container.name === name)
  const blocking = isOwn ? blockingInit(pod) : undefined
  const status = blocking ? blocking.status : statusOf(pod, name)
  if (!status) return {}
  if (!blocking) return detailsOf(status)
  const { name: initName, image } = blocking.container
  return { ...detailsOf(status), initContainer: { name: initName, image } }
}
