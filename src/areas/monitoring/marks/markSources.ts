import { useCallback, useMemo } from 'react'
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
import { groupScaling, type ScalingStep, scalingStepOf } from './rollouts'

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

const scalingReason = 'ScalingReplicaSet'

/**
 * Returns the kind of mark for an event; undefined for events of an instance's routine lifecycle,
 * and for scaling, which is marked by group.
 */
function kindOf({ reason, level }: EventFields): MarkKind | undefined {
  if (reason === scalingReason) return undefined
  if (/^Node/.test(reason)) return 'node'
  return level === 'Warning' ? 'warning' : undefined
}

const none: readonly never[] = []

/** One mark for each rollout and each scaling in a service's events. */
function useScalingMarks() {
  const { t } = useTranslation('monitoring')
  return useCallback(
    (events: readonly EventFields[]): readonly Mark[] => {
      const steps = new Map<string, ScalingStep>()
      for (const { reason, firstSeen, message } of events) {
        const at = reason === scalingReason ? parseApiTime(firstSeen) : undefined
        const step = at === undefined ? undefined : scalingStepOf(at, message)
        const known = steps.get(message)
        if (step && !(known && known.at <= step.at)) steps.set(message, step)
      }
      return groupScaling([...steps.values()]).map(
        ({ replicaSet, replaced, size, from, to, isComplete }) => {
          if (replaced === undefined) {
            return { at: from, kind: 'scaling', text: t('scaled', { name: replicaSet, size }) }
          }
          const text = isComplete ? 'replaced' : 'replacing'
          return {
            ...{ at: from, until: to, kind: 'rollout' },
            text: t(text, { from: replaced, to: replicaSet }),
          }
        },
      )
    },
    [t],
  )
}

/**
 * Returns marks from a service's events, including stored ones that the API no longer returns.
 * Similar failures of several instances share one mark, at the first of them.
 */
export function useEventMarks(subject: Subject, window: TimeWindow): readonly Mark[] {
  const reasons = useReasons()
  const scalingMarks = useScalingMarks()
  const serviceRef = serviceRefOf(subject)
  const enabled = serviceRef.serviceName !== '' && window.problem === undefined
  const read = useRead(services.DescribeServiceEvent, serviceRef, { enabled })
  const seenEvents = useSeenEvents(serviceRef, enabled)
  const events: readonly EventFields[] = read.data?.eventList ?? none
  const storedEvents: readonly EventFields[] = seenEvents.data?.events ?? none
  return useMemo(() => {
    const allEvents = [...events, ...storedEvents]
    const marksByReason = new Map<string, Mark>()
    for (const event of allEvents) {
      const kind = kindOf(event)
      const at = parseApiTime(event.firstSeen)
      const knownMark = marksByReason.get(event.reason)
      if (!kind || at === undefined || (knownMark && knownMark.at <= at)) continue
      const text = `${reasons.one(event.reason)}: ${event.objName} ${event.message}`
      marksByReason.set(event.reason, { at, kind, text })
    }
    return [...marksByReason.values(), ...scalingMarks(allEvents)]
  }, [events, storedEvents, reasons, scalingMarks])
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
