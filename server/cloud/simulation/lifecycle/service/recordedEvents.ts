import type { StepContext } from '../../handler'
import { hashOf } from '../../world/hash'
import type { Happening, Service } from '../../world/resources'
import type { World } from '../../world/world'

/** Longer than any answer looks back. */
const kept = 86_400_000

/** Writes down that something happened to a service that its pods do not show. */
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

/** A happening is forgotten after a day. */
export function stepHappening({ id }: Happening, _at: number, { world }: StepContext): void {
  world.remove('happening', id)
}
