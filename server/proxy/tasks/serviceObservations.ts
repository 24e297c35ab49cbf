import type { ResponseOf } from '../../../src/contract/action'
import { DescribeClusterServiceInfo } from '../../../src/contract/actions/services/services'
import { type Observation, type Observed, unlessNotFound } from './observation'

type Service = ResponseOf<typeof DescribeClusterServiceInfo>['service']

/** Milliseconds for which an abnormal service may stay abnormal after the call. */
const settling = 10_000

const serviceOf = async ({ task, ask }: Observed): Promise<Service | undefined> => {
  const { clusterId = '', namespace = 'default', serviceName = '' } = task.subject
  const params = { clusterId, namespace, serviceName }
  return (await unlessNotFound(ask(DescribeClusterServiceInfo, params)))?.service
}

const reasonsOf = ({ reasonMap }: Service) =>
  Object.entries(reasonMap)
    .map(([reason, count]) => `${count} × ${reason}`)
    .join(', ')

function byStatus(service: Service, { task, now }: Observed): Observation {
  const { status, currentReplicas, desiredReplicas, lbStatus } = service
  if (status === 'Abnormal' && now - task.at > settling) {
    return { state: 'failed', reason: 'abnormal', detail: reasonsOf(service) }
  }
  const isAtRest = currentReplicas === desiredReplicas && lbStatus !== 'Creating'
  return { state: status === 'Normal' && isAtRest ? 'done' : 'running' }
}

export async function createdService(seen: Observed): Promise<Observation> {
  const service = await serviceOf(seen)
  return service ? byStatus(service, seen) : { state: 'untouched' }
}

export async function deletedService(seen: Observed): Promise<Observation> {
  if (!(await serviceOf(seen))) return { state: 'done' }
  return { state: seen.task.isAnswered ? 'running' : 'untouched' }
}

/**
 * Whether the service shows the effect of a call without a response; undefined if the effect is
 * never visible on the service.
 */
function isCarriedOut({ subject }: Observed['task'], service: Service): boolean | undefined {
  if (subject.replicas !== undefined) return service.desiredReplicas === subject.replicas
  if (subject.image === undefined) return undefined
  return service.containers.some((one) => one.image === subject.image)
}

export async function changedService(seen: Observed): Promise<Observation> {
  const service = await serviceOf(seen)
  if (!service) return { state: 'failed', reason: 'gone' }
  const observation = byStatus(service, seen)
  if (seen.task.isAnswered || observation.state === 'running') return observation
  const isDone = isCarriedOut(seen.task, service)
  if (isDone === undefined) return { state: 'unknown', reason: 'noAnswer' }
  return isDone ? observation : { state: 'untouched' }
}
