import type { ResponseOf } from '../../../src/contract/action'
import { DescribeClusterServiceInfo } from '../../../src/contract/actions/services/services'
import { type Seen, type Sight, unlessGone } from './observation'

type Service = ResponseOf<typeof DescribeClusterServiceInfo>['service']

/** A service that was abnormal before the call may stay so briefly. */
const settling = 10_000

const serviceOf = async ({ task, ask }: Seen): Promise<Service | undefined> => {
  const { clusterId = '', namespace = 'default', serviceName = '' } = task.subject
  const params = { clusterId, namespace, serviceName }
  return (await unlessGone(ask(DescribeClusterServiceInfo, params)))?.service
}

const reasonsOf = ({ reasonMap }: Service) =>
  Object.entries(reasonMap)
    .map(([reason, count]) => `${count} × ${reason}`)
    .join(', ')

function byStatus(service: Service, { task, now }: Seen): Sight {
  const { status, currentReplicas, desiredReplicas, lbStatus } = service
  if (status === 'Abnormal' && now - task.at > settling) {
    return { state: 'failed', reason: 'abnormal', detail: reasonsOf(service) }
  }
  const isAtRest = currentReplicas === desiredReplicas && lbStatus !== 'Creating'
  return { state: status === 'Normal' && isAtRest ? 'done' : 'running' }
}

export async function createdService(seen: Seen): Promise<Sight> {
  const service = await serviceOf(seen)
  return service ? byStatus(service, seen) : { state: 'untouched' }
}

export async function deletedService(seen: Seen): Promise<Sight> {
  if (!(await serviceOf(seen))) return { state: 'done' }
  return { state: seen.task.isAnswered ? 'running' : 'untouched' }
}

/**
 * Whether the service shows the effect of a call without a response; undefined if a service never
 * shows it.
 */
function isCarriedOut({ subject }: Seen['task'], service: Service): boolean | undefined {
  if (subject.replicas !== undefined) return service.desiredReplicas === subject.replicas
  if (subject.image === undefined) return undefined
  return service.containers.some((one) => one.image === subject.image)
}

export async function changedService(seen: Seen): Promise<Sight> {
  const service = await serviceOf(seen)
  if (!service) return { state: 'failed', reason: 'gone' }
  const sight = byStatus(service, seen)
  if (seen.task.isAnswered || sight.state === 'running') return sight
  const isDone = isCarriedOut(seen.task, service)
  if (isDone === undefined) return { state: 'unknown', reason: 'noAnswer' }
  return isDone ? sight : { state: 'untouched' }
}
