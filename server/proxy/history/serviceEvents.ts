import { DescribeServiceEvent } from '../../../src/contract/actions/services/services'
import { isFields } from '../../../src/contract/fields'
import { sha256 } from '../../wire/digest'
import type { CallObserver, CallObservers } from '../calls/observers'
import type { ProxyPorts } from '../ports'
import type { SeenEventRow, ServiceKey } from './ports'
import { serviceKeyOf } from './revisionObserver'

const day = 86_400_000
/** How long an event is kept after it was last seen. */
const retention = 7 * day
/** Interval of the cleanup. */
const sweepInterval = 3_600_000
/** Services whose latest response is cached, so that an equal one causes no write. */
const maxCached = 2000

type Event = Omit<SeenEventRow, keyof ServiceKey | 'id' | 'seenAt'>

const asString = (value: unknown) => (typeof value === 'string' ? value : '')

/** Returns the well-formed events of a response; the endpoint may deviate from the contract. */
function eventsIn(data: unknown): Event[] {
  const list = isFields(data) && Array.isArray(data.eventList) ? data.eventList : []
  return list.filter(isFields).map((item) => ({
    firstSeen: asString(item.firstSeen),
    lastSeen: asString(item.lastSeen),
    count: Number.isInteger(item.count) ? Number(item.count) : 1,
    level: asString(item.level),
    objType: asString(item.objType),
    objName: asString(item.objName),
    reason: asString(item.reason),
    message: asString(item.message),
  }))
}

/**
 * Merges the stored event with the reported one. The cloud restarts the count when an event recurs
 * after an hour. Times compare as strings.
 */
function mergeEvents(stored: Event | undefined, reported: Event): Event {
  if (!stored) return reported
  const isRestarted = reported.firstSeen > stored.lastSeen
  return {
    ...reported,
    firstSeen: [stored.firstSeen, reported.firstSeen].toSorted()[0] ?? reported.firstSeen,
    lastSeen: [stored.lastSeen, reported.lastSeen].toSorted()[1] ?? reported.lastSeen,
    count: isRestarted ? stored.count + reported.count : Math.max(stored.count, reported.count),
  }
}

/** Stores the events in responses: the cloud keeps them for only an hour. */
export function eventObservers({ store, now }: Pick<ProxyPorts, 'store' | 'now'>): CallObservers {
  const latest = new Map<string, string>()
  let sweptAt = Number.NEGATIVE_INFINITY

  function isNew(key: string, answer: string): boolean {
    if (latest.get(key) === answer) return false
    latest.delete(key)
    latest.set(key, answer)
    const [oldest] = latest.keys()
    if (latest.size > maxCached && oldest !== undefined) latest.delete(oldest)
    return true
  }

  async function storeEvents(service: ServiceKey, reported: readonly Event[], seenAt: number) {
    const stored = new Map(
      (await store.seenEvents.list(service, 1000)).map((event) => [event.id, event] as const),
    )
    const rows = new Map<string, SeenEventRow>()
    for (const reportedEvent of reported) {
      const identity = [
        reportedEvent.level,
        reportedEvent.objType,
        reportedEvent.objName,
        reportedEvent.reason,
        reportedEvent.message,
      ]
      const id = await sha256(JSON.stringify([...Object.values(service), ...identity]))
      const event = mergeEvents(rows.get(id) ?? stored.get(id), reportedEvent)
      rows.set(id, { ...service, ...event, id, seenAt })
    }
    await store.seenEvents.put([...rows.values()])
  }

  const observer: CallObserver = async (call) => async (ending) => {
    const reported = eventsIn(ending.data)
    const service = serviceKeyOf(call)
    if (reported.length === 0 || !isNew(JSON.stringify(service), JSON.stringify(reported))) return
    await storeEvents(service, reported, call.at)
    if (now() - sweptAt < sweepInterval) return
    sweptAt = now()
    await store.seenEvents.removeBefore(now() - retention)
  }
  return { [DescribeServiceEvent.name]: [observer] }
}
