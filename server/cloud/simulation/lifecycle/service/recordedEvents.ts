import type { StepContext } from '../../handler'
import { hashOf } from '../../world/hash'
import type { Happening, Service } from '../../world/resources'
import type { World } from '../../world/world'

/** Milliseconds; longer than any response looks back. */
const kept = 86_400_000

/** Records an event of a service that cannot be derived from its pods. */
export function note(
  world: World,
  { id, clusterId, namespace, name }: Service,
  at: number,
  event: Happening['event'],
): void {
  const { objName, reason, message } = event
  world.put('happening', {
    id: `${id}/${at}/${reason}/${hashOf(`${objName} ${message}`).toString(36)}`,
    clusterId,
    namespace,
    service: name,
    at,
    event,
    wakeAt: at + kept,
  })
}

/** Deletes a recorded event after a day. */
export function stepHappening({ id }: Happening, _at: number, { world }: StepContext): void {
  world.remove('happening', id)
}
