import { useRef } from 'react'
import type { Mark } from '../../../ui/chart/model/mark'
import type { Subject } from '../charts/subject'
import type { TimeWindow } from '../time/range'
import { useDeedMarks, useEventMarks, useTriggerMarks } from './markSources'
import { useNodeMarks } from './nodeMarks'

/** Those within a window in order of time; the same list until it says something else, so that no chart is drawn again for it. */
export function useKeptMarks(marks: readonly Mark[], window: TimeWindow): readonly Mark[] {
  const { view, isLive } = window
  // A range that ends now ends with a whole period: what has happened since then stands at its end.
  const isInside = (at: number) => at >= view.from && (isLive || at <= view.to)
  const next = marks.filter(({ at }) => isInside(at)).toSorted((one, other) => one.at - other.at)
  const key = JSON.stringify(next)
  const kept = useRef({ key, marks: next })
  if (kept.current.key !== key) kept.current = { key, marks: next }
  return kept.current.marks
}

/**
 * What is known to have happened to a subject within a window: what people did through this console, what
 * the service's events tell, triggers, and nodes of its cluster. A further source joins the list here.
 */
export function useMarks(subject: Subject, window: TimeWindow): readonly Mark[] {
  const sources = [
    useDeedMarks(subject, window),
    useEventMarks(subject, window),
    useTriggerMarks(subject, window),
    useNodeMarks([subject.clusterId], window).flat(),
  ]
  return useKeptMarks(sources.flat(), window)
}
