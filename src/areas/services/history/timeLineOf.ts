import type { Firing } from '../../../api/console/firings'
import type { AuditEntry, Revision } from '../../../api/console/revisions'
import type { ShownTask } from '../../../contract/console/tasks'
import { parseApiTime } from '../../../i18n/format'
import { eventKey, type ShownEvent } from '../events/allEvents'
import type { ServiceRef } from '../serviceState'

export const momentKinds = ['revision', 'trigger', 'event', 'task', 'audit'] as const

type Entry = Pick<AuditEntry, 'action' | 'user' | 'outcome'>

/** A timeline entry; `at` is in ms since 1970. */
export type Moment = { key: string; at: number } & (
  | { kind: 'revision' | 'audit'; entry: Entry }
  | { kind: 'trigger'; firing: Firing }
  | { kind: 'event'; event: ShownEvent }
  | { kind: 'task'; task: Pick<ShownTask, 'action' | 'user' | 'state'> }
)

interface KnownHistory {
  revisions: readonly Revision[]
  firings: readonly Firing[]
  events: readonly ShownEvent[]
  tasks: readonly ShownTask[]
  entries: readonly AuditEntry[]
}

/** Merges everything known about a service, newest first; a write appears once. */
export function timeLineOf(serviceRef: ServiceRef, known: KnownHistory): Moment[] {
  const { revisions, firings, events, tasks, entries } = known
  const written = new Set(revisions.map(({ id }) => id))
  const target = `${serviceRef.clusterId}/${serviceRef.namespace}/${serviceRef.serviceName}`
  const moments: Moment[] = [
    ...revisions.map(
      (entry): Moment => ({
        kind: 'revision',
        key: `revision ${entry.id}`,
        at: entry.at,
        entry,
      }),
    ),
    ...firings.map(
      (firing): Moment => ({
        kind: 'trigger',
        key: `trigger ${firing.at} ${firing.triggerName} ${firing.tagName}`,
        at: firing.at,
        firing,
      }),
    ),
    ...events.map(
      (event): Moment => ({
        kind: 'event',
        key: `event ${eventKey(event)}`,
        at: parseApiTime(event.lastSeen) ?? 0,
        event,
      }),
    ),
    ...tasks
      .filter(
        ({ subject }) =>
          subject.clusterId === serviceRef.clusterId &&
          (subject.namespace ?? 'default') === serviceRef.namespace &&
          subject.serviceName === serviceRef.serviceName,
      )
      .map(
        (task): Moment => ({
          kind: 'task',
          key: `task ${task.id}`,
          at: task.endedAt ?? task.at,
          task,
        }),
      ),
    ...entries
      .filter((entry) => entry.target === target && !written.has(entry.id))
      .map((entry): Moment => ({ kind: 'audit', key: `audit ${entry.id}`, at: entry.at, entry })),
  ]
  return moments.toSorted((a, b) => b.at - a.at)
}
