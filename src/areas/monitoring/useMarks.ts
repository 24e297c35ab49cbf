import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Deed, useDeeds } from '../../api/deeds'
import { useRead } from '../../api/read'
import type { ResponseOf } from '../../contract/action'
import { DescribeServiceEvent } from '../../contract/services'
import { parseApiTime } from '../../i18n/format'
import { useReasons } from '../../i18n/reasons'
import type { Mark, MarkKind } from '../../ui/chart/mark'
import type { TimeWindow } from './range'
import type { Subject } from './subject'
import { pathOf } from './subject'

/** What people do that shows on a chart, by the action that does it. */
const kinds: Readonly<Record<string, MarkKind>> = {
  CreateClusterService: 'revision',
  ModifyClusterService: 'revision',
  ModifyClusterServiceImage: 'revision',
  RollBackClusterService: 'revision',
  RedeployClusterService: 'rollout',
  ResumeClusterService: 'rollout',
  PauseClusterService: 'rollout',
  DeleteInstances: 'rollout',
  DeleteClusterService: 'rollout',
  ModifyServiceReplicas: 'scaling',
  AddClusterInstances: 'scaling',
  AddClusterInstancesFromExistedCvm: 'scaling',
  DeleteClusterInstances: 'scaling',
  DrainClusterNode: 'node',
}

type Event = ResponseOf<typeof DescribeServiceEvent>['eventList'][number]

/** Events that tell of more than an instance's everyday life. */
function kindOfEvent({ reason, level }: Event): MarkKind | undefined {
  if (/^Node/.test(reason)) return 'node'
  return level === 'Warning' ? 'warning' : undefined
}

const none: readonly never[] = []

function useDeedMarks(subject: Subject, window: TimeWindow): readonly Mark[] {
  const { t } = useTranslation('monitoring')
  const { clusterId, namespace, serviceName } = subject
  const target = [clusterId, namespace, serviceName].filter(Boolean).join('/')
  const deeds = useDeeds(target, window.view, { enabled: window.problem === undefined })
  return useMemo(() => {
    const nameOf = (deed: Deed) => deed.target.split('/').slice(1).join('/') || deed.target
    return deeds.flatMap((deed): Mark[] => {
      const kind = kinds[deed.action]
      if (!kind) return []
      const text = t('deed', { action: deed.action, name: nameOf(deed), user: deed.user })
      return [{ at: deed.at, kind, text }]
    })
  }, [deeds, t])
}

/** Of each reason the first: an instance that fails again and again says so again and again. */
function useEventMarks(subject: Subject, window: TimeWindow): readonly Mark[] {
  const reasons = useReasons()
  const { clusterId, namespace = '', serviceName = '' } = subject
  const read = useRead(
    DescribeServiceEvent,
    { clusterId, namespace, serviceName },
    { enabled: serviceName !== '' && window.problem === undefined },
  )
  const events = read.data?.eventList ?? none
  return useMemo(() => {
    const first = new Map<string, Mark>()
    for (const event of events) {
      const kind = kindOfEvent(event)
      const at = parseApiTime(event.firstSeen)
      const known = first.get(event.reason)
      if (!kind || at === undefined || (known && known.at <= at)) continue
      const text = `${reasons.one(event.reason)}: ${event.objName} ${event.message}`
      first.set(event.reason, { at, kind, text })
    }
    return [...first.values()]
  }, [events, reasons])
}

/**
 * What is known to have happened to a subject within a window, in order of time: what people did through
 * this console, and what the service's events tell. Further sources join here.
 */
export function useMarks(subject: Subject, window: TimeWindow): readonly Mark[] {
  const deeds = useDeedMarks(subject, window)
  const events = useEventMarks(subject, window)
  const { from, to } = window.view
  const key = pathOf(subject)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another subject has other marks
  return useMemo(
    () =>
      [...deeds, ...events]
        .filter(({ at }) => at >= from && at <= to)
        .toSorted((one, other) => one.at - other.at),
    [deeds, events, from, to, key],
  )
}
