import { useRef } from 'react'
import type { Mark } from '../../../ui/chart/model/mark'
import type { Subject } from '../charts/subject'
import type { TimeWindow } from '../time/range'
import { useActivityMarks, useEventMarks, useTriggerMarks } from './markSources'
import { useNodeMarks } from './nodeMarks'
import { joinTriggers } from './rollouts'

/**
 * Marks within a window, by time. Returns the same array until its content changes, so that charts
 * do not re-render.
 */
export function useStableMarks(marks: readonly Mark[], window: TimeWindow): readonly Mark[] {
  const { view, isLive } = window
  // A range up to now ends with the last complete period; later events are placed at its end.
  const isInside = ({ at, until = at }: Mark) => until >= view.from && (isLive || at <= view.to)
  const next = marks.filter(isInside).toSorted((a, b) => a.at - b.at)
  const key = JSON.stringify(next)
  const memoized = useRef({ key, marks: next })
  if (memoized.current.key !== key) memoized.current = { key, marks: next }
  return memoized.current.marks
}

/**
 * All known events of a subject within a window: user actions, service events, triggers and node
 * failures. Register further sources here.
 */
export function useMarks(subject: Subject, window: TimeWindow): readonly Mark[] {
  const sources = [
    useActivityMarks(subject, window),
    useEventMarks(subject, window),
    useTriggerMarks(subject, window),
    useNodeMarks([subject.clusterId], window).flat(),
  ]
  return useStableMarks(joinTriggers(sources.flat()), window)
}
