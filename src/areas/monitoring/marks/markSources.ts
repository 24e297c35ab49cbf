import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../../api/client/read'
import { type ActivityEntry, useActivity } from '../../../api/console/activity'
import { useFirings } from '../../../api/console/firings'
import { type SeenEvent, useSeenEvents } from '../../../api/console/revisions'
import { actionsIn } from '../../../contract/action'
import * as clusters from '../../../contract/actions/clusters/clusters'
import * as undocumentedClusterActions from '../../../contract/actions/clusters/undocumentedActions'
import * as instances from '../../../contract/actions/services/instances'
import * as services from '../../../contract/actions/services/services'
import * as undocumentedServiceActions from '../../../contract/actions/services/undocumentedActions'
import { useReasons } from '../../../i18n/errors/reasons'
import { parseApiTime } from '../../../i18n/format'
import type { Mark, MarkKind } from '../../../ui/chart/model/mark'
import type { Subject } from '../charts/subject'
import type { TimeWindow } from '../time/range'

/** Kinds of user actions that affect a chart, by API action. */
const kindsByAction: ReadonlyMap<string, MarkKind> = new Map(
  [clusters, undocumentedClusterActions, services, undocumentedServiceActions, instances]
    .flatMap(actionsIn)
    .flatMap(({ name, change }) => (change ? [[name, change]] : [])),
)

const serviceRefOf = ({ clusterId, namespace = '', serviceName = '' }: Subject) => ({
  clusterId,
  namespace,
  serviceName,
})

/** User actions through this console on a subject or its children. */
export function useActivityMarks(subject: Subject, window: TimeWindow): readonly Mark[] {
  const { t } = useTranslation('monitoring')
  const { clusterId, namespace, serviceName } = subject
  const target = [clusterId, namespace, serviceName].filter(Boolean).join('/')
  const activity = useActivity(target, window.view, { enabled: window.problem === undefined })
  return useMemo(() => {
    const nameOf = ({ target: at }: ActivityEntry) => at.split('/').slice(1).join('/') || at
    return activity.flatMap((entry): Mark[] => {
      const kind = kindsByAction.get(entry.action)
      if (!kind) return []
      const text = t('change', { action: entry.action, name: nameOf(entry), user: entry.user })
      return [{ at: entry.at, kind, text }]
    })
  }, [activity, t])
}

/** The fields shared by current and remembered events. */
type EventFields = Pick<SeenEvent, 'firstSeen' | 'objName' | 'reason' | 'message'> & {
  level: string
}

/**
 * Returns the kind of mark for an event; undefined for events of an instance's routine lifecycle.
 */
function kindOf({ reason, level }: EventFields): MarkKind | undefined {
  if (reason === 'ScalingReplicaSet') return 'scaling'
  if (/^Node/.test(reason)) return 'node'
  return level === 'Warning' ? 'warning' : undefined
}

/** Similar failures of several instances share one mark; each scaling has a mark of its own. */
const deduplicationKey = ({ reason, message }: EventFields) =>
  reason === 'ScalingReplicaSet' ? message : reason

const none: readonly never[] = []

/**
 * Returns marks from a service's events, including stored ones that the API no longer returns;
 * keeps the first of equal events.
 */
export function useEventMarks(subject: Subject, window: TimeWindow): readonly Mark[] {
  const reasons = useReasons()
  const serviceRef = serviceRefOf(subject)
  const enabled = serviceRef.serviceName !== '' && window.problem === undefined
  const read = useRead(services.DescribeServiceEvent, serviceRef, { enabled })
  const seenEvents = useSeenEvents(serviceRef, enabled)
  const events: readonly EventFields[] = read.data?.eventList ?? none
  const storedEvents: readonly EventFields[] = seenEvents.data?.events ?? none
  return useMemo(() => {
    const marksByKey = new Map<string, Mark>()
    for (const event of [...events, ...storedEvents]) {
      const kind = kindOf(event)
      const at = parseApiTime(event.firstSeen)
      const key = deduplicationKey(event)
      const knownMark = marksByKey.get(key)
      if (!kind || at === undefined || (knownMark && knownMark.at <= at)) continue
      const text = `${reasons.one(event.reason)}: ${event.objName} ${event.message}`
      marksByKey.set(key, { at, kind, text })
    }
    return [...marksByKey.values()]
  }, [events, storedEvents, reasons])
}

/** Updates of the service by image triggers. */
export function useTriggerMarks(subject: Subject, window: TimeWindow): readonly Mark[] {
  const { t } = useTranslation('monitoring')
  const serviceRef = serviceRefOf(subject)
  const firings = useFirings(
    serviceRef,
    serviceRef.serviceName !== '' && window.problem === undefined,
  )
  return firings.map(({ at, triggerName, tagName, isDone }) => {
    const text = t(isDone ? 'deployed' : 'deployFailed', { trigger: triggerName, tag: tagName })
    return { at, kind: 'trigger', text }
  })
}
