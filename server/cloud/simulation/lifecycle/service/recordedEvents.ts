import type { StepContext } from '../../handler'
import { hashOf } from '../../world/hash'
import type { Service, ServiceEvent } from '../../world/serviceResources'
import type { World } from '../../world/world'

/** In milliseconds; longer than the period of events that any response includes. */
const retention = 86_400_000

/** Records a service event that cannot be derived from the service's pods. */
export function recordEvent(
  world: World,
  { id, clusterId, namespace, name }: Service,
  at: number,
  event: ServiceEvent['event'],
): void {
  const { objName, reason, message } = event
  world.put('serviceEvent', {
    id: `${id}/${at}/${reason}/${hashOf(`${objName} ${message}`).toString(36)}`,
    clusterId,
    namespace,
    service: name,
    at,
    event,
    wakeAt: at + retention,
  })
}

/** Deletes a recorded event after a day. */
export function stepServiceEvent({ id }: ServiceEvent, _at: number, { world }: StepContext): void {
  world.remove('serviceEvent', id)
}
