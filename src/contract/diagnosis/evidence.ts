import { parseApiTime } from '../formats/apiTime'
import type { Container, Event, Instance } from './facts'
import type { Evidence } from './finding'

export const eventEvidence = (event: Event): Evidence => ({
  kind: 'event',
  at: parseApiTime(event.lastSeen),
  level: event.level,
  objType: event.objType,
  objName: event.objName,
  reason: event.reason,
  message: event.message,
  count: event.count,
})

export const fieldEvidence = (
  object: string,
  field: string,
  value: string | number,
  at?: number,
): Evidence => ({ kind: 'field', object, field, value: String(value), at })

/** The earliest known time. */
export function earliest(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined)
  return known.length > 0 ? Math.min(...known) : undefined
}

const firstSeen = (event: Event) => parseApiTime(event.firstSeen)

export const sinceEvents = (events: readonly Event[]): number | undefined =>
  earliest(...events.map(firstSeen))

const lastSeen = (event: Event) => parseApiTime(event.lastSeen) ?? 0

/** Events about an object, latest first. */
export const eventsOf = (events: readonly Event[], objName: string): Event[] =>
  events.filter((event) => event.objName === objName).toSorted((a, b) => lastSeen(b) - lastSeen(a))

/** The container that has to run first: an init container, or the container itself. */
export const blockingOf = ({ name, image, initContainer }: Container) =>
  initContainer ?? { name, image }

/**
 * Time since which an instance has not run; undefined if it has run before, because the API does
 * not report when its state changed.
 */
export const createdIfNeverRan = ({ createdAt, restartCount, containers }: Instance) =>
  restartCount === 0 && containers.every(({ lastExit }) => !lastExit)
    ? parseApiTime(createdAt)
    : undefined

/** Maximum characters of a text that a finding quotes; the evidence has the whole text. */
const maxQuote = 300

/** Shortens a quoted text, e.g. a runtime's error. */
export const quoted = (text: string): string =>
  text.length > maxQuote ? `${text.slice(0, maxQuote - 1).trimEnd()}…` : text.trim()
