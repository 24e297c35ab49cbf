import type { ResponseOf } from '../../../src/contract/action'
import { DescribeClusterServiceInfo } from '../../../src/contract/actions/services/services'
import { type Observation, type ObservedTask, unlessNotFound } from './observation'

type Service = ResponseOf<typeof DescribeClusterServiceInfo>['service']

/** Milliseconds after the call during which a service may stay abnormal. */
const settlingTime = 10_000

const serviceOf = async ({ task, ask }: ObservedTask): Promise<Service | undefined> => {
  const { clusterId = '', namespace = 'default', serviceName = '' } = task.subject
  const params = { clusterId, namespace, serviceName }
  return (await unlessNotFound(ask(DescribeClusterServiceInfo, params)))?.service
}

const reasonsOf = ({ reasonMap }: Service) =>
  Object.entries(reasonMap)
    .map(([reason, count]) => `${count} × ${reason}`)
    .join(', ')

function observationByStatus(service: Service, { task, now }: ObservedTask): Observation {
  const { status, currentReplicas, desiredReplicas, lbStatus } = service
  if (status === 'Abnormal' && now - task.at > settlingTime) {
    return { state: 'failed', reason: 'abnormal', detail: reasonsOf(service) }
  }
  const isAtRest = currentReplicas === desiredReplicas && lbStatus !== 'Creating'
  return { state: status === 'Normal' && isAtRest ? 'done' : 'running' }
}

export async function observeCreatedService(seen: ObservedTask): Promise<Observation> {
  const service = await serviceOf(seen)
  return service ? observationByStatus(service, seen) : { state: 'untouched' }
}

export async function observeDeletedService(seen: ObservedTask): Promise<Observation> {
  if (!(await serviceOf(seen))) return { state: 'done' }
  return { state: seen.task.isAnswered ? 'running' : 'untouched' }
}

/**
 * Whether the service shows the effect of a call that got no response; undefined if the effect is
 * never visible on the service.
 */
function isCarriedOut({ subject }: ObservedTask['task'], service: Service): boolean | undefined {
  if (subject.replicas !== undefined) return service.desiredReplicas === subject.replicas
  if (subject.image === undefined) return undefined
  return service.containers.some((container) => container.image === subject.image)
}

export async function observeChangedService(seen: ObservedTask): Promise<Observation> {
  const service = await serviceOf(seen)
  if (!service) return { state: 'failed', reason: 'gone' }
  const observation = observationByStatus(service, seen)
  if (seen.task.isAnswered || observation.state === 'running') return observation
  const isDone = isCarriedOut(seen.task, service)
  if (isDone === undefined) return { state: 'unknown', reason: 'noAnswer' }
  return isDone ? observation : { state: 'untouched' }
}
