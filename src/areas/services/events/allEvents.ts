import type { SeenEvent } from '../../../api/console/revisions'
import type { ResponseOf } from '../../../contract/action'
import type { DescribeServiceEvent } from '../../../contract/actions/services/services'

type Event = ResponseOf<typeof DescribeServiceEvent>['eventList'][number]

export interface ShownEvent extends Event {
  /** The cloud does not tell of it any more; this console saw it before. */
  isEarlier: boolean
}

/** What makes two events equal. */
export const eventKey = (one: Omit<Event, 'firstSeen' | 'lastSeen' | 'count'>): string =>
  JSON.stringify([one.level, one.objType, one.objName, one.reason, one.message])

/** The events that the cloud tells of, and behind them those that it has forgotten. */
export function allEvents(
  told: readonly Event[],
  seen: readonly Omit<SeenEvent, 'id'>[],
): ShownEvent[] {
  const known = new Set(told.map(eventKey))
  return [
    ...told.map((one) => ({ ...one, isEarlier: false })),
    ...seen.filter((one) => !known.has(eventKey(one))).map((one) => ({ ...one, isEarlier: true })),
  ]
}
