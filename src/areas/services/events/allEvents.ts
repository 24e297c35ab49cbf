import type { SeenEvent } from '../../../api/console/revisions'
import type { ResponseOf } from '../../../contract/action'
import type { DescribeServiceEvent } from '../../../contract/actions/services/services'

type Event = ResponseOf<typeof DescribeServiceEvent>['eventList'][number]

export interface ShownEvent extends Event {
  /** Observed earlier by this console; the API no longer returns it. */
  isEarlier: boolean
}

/** Key by which two events are equal. */
export const eventKey = (event: Omit<Event, 'firstSeen' | 'lastSeen' | 'count'>): string =>
  JSON.stringify([event.level, event.objType, event.objName, event.reason, event.message])

/** Current events from the API, followed by remembered ones that it no longer returns. */
export function allEvents(
  current: readonly Event[],
  seen: readonly Omit<SeenEvent, 'id'>[],
): ShownEvent[] {
  const earlier = seen.map((event): ShownEvent => {
    const level = event.level === 'Warning' ? 'Warning' : 'Normal'
    return { ...event, level, isEarlier: true }
  })
  const currentKeys = new Set(current.map(eventKey))
  return [
    ...current.map((event) => ({ ...event, isEarlier: false })),
    ...earlier.filter((event) => !currentKeys.has(eventKey(event))),
  ]
}
