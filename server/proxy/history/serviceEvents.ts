import { DescribeServiceEvent } from '../../../src/contract/actions/services/services'
import { isFields } from '../../../src/contract/fields'
import type { Witness, Witnesses } from '../calls/observers'
import { sha256 } from '../digest'
import type { ProxyPorts } from '../ports'
import type { SeenEventRow, ServiceKey } from './ports'
import { serviceKeyOf } from './revisionObserver'

const day = 86_400_000
/** How long an event is kept after it was last seen. */
const keptFor = 7 * day
/** Interval of the cleanup. */
const sweepEvery = 3_600_000
/** Services whose latest response is cached, so that an equal one causes no write. */
const mostRemembered = 2000

type Event = Omit<SeenEventRow, keyof ServiceKey | 'id' | 'seenAt'>

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** The well-formed events of a response: an endpoint may deviate from the contract. */
function eventsIn(data: unknown): Event[] {
  const list = isFields(data) && Array.isArray(data.eventList) ? data.eventList : []
  return list.filter(isFields).map((one) => ({
    firstSeen: text(one.firstSeen),
    lastSeen: text(one.lastSeen),
    count: Number.isInteger(one.count) ? Number(one.count) : 1,
    level: text(one.level),
    objType: text(one.objType),
    objName: text(one.objName),
    reason: text(one.reason),
    message: text(one.message),
  }))
}

/**
 * Merges the stored event with the reported one. The cloud restarts the count when an event recurs
 * after an hour; its times sort as text.
 */
function together(known: Event | undefined, told: Event): Event {
  if (!known) return told
  const isAfresh = told.firstSeen > known.lastSeen
  return {
    ...told,
    firstSeen: [known.firstSeen, told.firstSeen].toSorted()[0] ?? told.firstSeen,
    lastSeen: [known.lastSeen, told.lastSeen].toSorted()[1] ?? told.lastSeen,
    count: isAfresh ? known.count + told.count : Math.max(known.count, told.count),
  }
}

/** Stores the events in responses: the cloud keeps them for only an hour. */
export function eventWitnesses({ store, now }: Pick<ProxyPorts, 'store' | 'now'>): Witnesses {
  const latest = new Map<string, string>()
  let sweptAt = Number.NEGATIVE_INFINITY

  function isNew(key: string, answer: string): boolean {
    if (latest.get(key) === answer) return false
    latest.delete(key)
    latest.set(key, answer)
    const [oldest] = latest.keys()
    if (latest.size > mostRemembered && oldest !== undefined) latest.delete(oldest)
    return true
  }

  async function keep(service: ServiceKey, told: readonly Event[], seenAt: number) {
    const known = new Map(
      (await store.seenEvents.list(service, 1000)).map((one) => [one.id, one] as const),
    )
    const rows = new Map<string, SeenEventRow>()
    for (const one of told) {
      const same = [one.level, one.objType, one.objName, one.reason, one.message]
      const id = await sha256(JSON.stringify([...Object.values(service), ...same]))
      const event = together(rows.get(id) ?? known.get(id), one)
      rows.set(id, { ...service, ...event, id, seenAt })
    }
    await store.seenEvents.put([...rows.values()])
  }

  const witness: Witness = async (call) => async (ending) => {
    const told = eventsIn(ending.data)
    const service = serviceKeyOf(call)
    if (told.length === 0 || !isNew(JSON.stringify(service), JSON.stringify(told))) return
    await keep(service, told, call.at)
    if (now() - sweptAt < sweepEvery) return
    sweptAt = now()
    await store.seenEvents.removeBefore(now() - keptFor)
  }
  return { [DescribeServiceEvent.name]: [witness] }
}
