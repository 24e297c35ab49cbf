import { useRef } from 'react'
import type { Mark } from '../../ui/chart/mark'
import { useDeedMarks, useEventMarks, useTriggerMarks } from './markSources'
import type { TimeWindow } from './range'
import type { Subject } from './subject'

/**
 * What is known to have happened to a subject within a window, in order of time: what people did through
 * this console, what the service's events tell, and triggers. A further source joins the list here.
 */
export function useMarks(subject: Subject, window: TimeWindow): readonly Mark[] {
  const sources = [
    useDeedMarks(subject, window),
    useEventMarks(subject, window),
    useTriggerMarks(subject, window),
  ]
  const { from, to } = window.view
  const next = sources
    .flat()
    .filter(({ at }) => at >= from && at <= to)
    .toSorted((one, other) => one.at - other.at)
  // The same list until it says something else, so that no chart is drawn again for it.
  const key = JSON.stringify(next)
  const kept = useRef({ key, marks: next })
  if (kept.current.key !== key) kept.current = { key, marks: next }
  return kept.current.marks
}
