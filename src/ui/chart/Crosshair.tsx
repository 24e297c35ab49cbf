import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import css from './Chart.module.css'
import { followCursor, moveCursor } from './cursor'
import type { View } from './model/grid'
import { type ChartSize, createProjection } from './model/projection'

interface Props {
  /** The chart's ID. */
  id: string
  label: string
  box: ChartSize
  view: View
  /** Snaps a time to the nearest measured one. */
  snap: (moment: number) => number
  /** Returns the values at a time as a sentence, for screen readers. */
  says: (moment: number) => string
  /** Milliseconds between two adjacent plotted values. */
  step: number
  onZoom?: ((view: View) => void) | undefined
  onZoomOut?: (() => void) | undefined
}

/** Shorter selections are ignored as accidental. */
const minSelectionPixels = 6

/** Draws the selection; returns its time range, or undefined if it is too short to zoom into. */
function useSelection({ box, view, onZoom }: Pick<Props, 'box' | 'view' | 'onZoom'>) {
  const ref = useRef<HTMLDivElement>(null)
  const dragStart = useRef<number | null>(null)
  const { moment, x } = createProjection(box, view, [0, 1])
  const show = (from: number, to: number) => {
    if (!ref.current) return
    ref.current.style.display = 'block'
    ref.current.style.left = `${Math.min(from, to)}px`
    ref.current.style.width = `${Math.abs(to - from)}px`
  }
  const clear = () => {
    dragStart.current = null
    if (ref.current) ref.current.style.display = 'none'
  }
  return {
    ref,
    x,
    moment,
    isOpen: () => dragStart.current !== null,
    begin: (position: number) => {
      if (onZoom) dragStart.current ??= position
    },
    extend: (position: number) => {
      if (dragStart.current !== null) show(dragStart.current, position)
    },
    clear,
    end: (position: number) => {
      const from = dragStart.current
      clear()
      if (from === null || Math.abs(position - from) < minSelectionPixels) return
      const [left, right] = [Math.min(from, position), Math.max(from, position)]
      onZoom?.({ from: moment(left), to: moment(right) })
    },
  }
}

/** Moves the line with the shared crosshair without a React render. */
function useCrosshairLine(
  line: RefObject<HTMLDivElement | null>,
  slider: RefObject<HTMLDivElement | null>,
  { id, box, view, says }: Pick<Props, 'id' | 'box' | 'view' | 'says'>,
) {
  useEffect(() => {
    const { x } = createProjection(box, view, [0, 1])
    return followCursor((cursor) => {
      const isIn = cursor !== null && cursor.moment >= view.from && cursor.moment <= view.to
      if (line.current) {
        line.current.style.visibility = isIn ? 'visible' : 'hidden'
        if (isIn) line.current.style.transform = `translateX(${x(cursor.moment)}px)`
      }
      if (isIn && cursor.chart === id && slider.current === document.activeElement) {
        slider.current?.setAttribute('aria-valuenow', String(cursor.moment))
        slider.current?.setAttribute('aria-valuetext', says(cursor.moment))
      }
    })
  }, [line, slider, id, box, view, says])
}

/**
 * The overlay of a plot: crosshair, selection, and pointer and keyboard handling. For assistive
 * technology it is a slider over time that announces the values.
 */
export function Crosshair({ id, label, box, view, snap, says, step, ...zoom }: Props) {
  const line = useRef<HTMLDivElement>(null)
  const slider = useRef<HTMLDivElement>(null)
  const selection = useSelection({ box, view, onZoom: zoom.onZoom })
  useCrosshairLine(line, slider, { id, box, view, says })
  const { left, right } = createProjection(box, view, [0, 1])

  const placeOf = (event: PointerEvent) => {
    const { left: edge } = event.currentTarget.getBoundingClientRect()
    return Math.min(right, Math.max(left, event.clientX - edge))
  }
  const cursor = useRef(view.to)
  const moveTo = (moment: number) => {
    cursor.current = snap(Math.min(view.to, Math.max(view.from, moment)))
    moveCursor({ moment: cursor.current, chart: id })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event
    const keyTargets: Record<string, number | undefined> = {
      ArrowLeft: cursor.current - step,
      ArrowRight: cursor.current + step,
      PageDown: cursor.current - step * 10,
      PageUp: cursor.current + step * 10,
      Home: view.from,
      End: view.to,
    }
    const to = keyTargets[key]
    if (to !== undefined) {
      event.preventDefault()
      if (event.shiftKey) selection.begin(selection.x(cursor.current))
      else selection.clear()
      moveTo(to)
      selection.extend(selection.x(cursor.current))
    } else if (key === 'Enter' && selection.isOpen()) {
      selection.end(selection.x(cursor.current))
    } else if (key === 'Escape') {
      selection.clear()
      moveCursor(null)
    } else if (key === '-') zoom.onZoomOut?.()
  }
  return (
    <div
      ref={slider}
      className={css.over}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-orientation="horizontal"
      aria-valuemin={view.from}
      aria-valuemax={view.to}
      aria-valuenow={view.to}
      aria-valuetext={says(view.to)}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        selection.begin(placeOf(event))
      }}
      onPointerMove={(event) => {
        const position = placeOf(event)
        selection.extend(position)
        moveTo(selection.moment(position))
      }}
      onPointerUp={(event) => selection.end(placeOf(event))}
      onPointerCancel={selection.clear}
      onPointerLeave={() => moveCursor(null)}
      onDoubleClick={() => zoom.onZoomOut?.()}
      onKeyDown={onKeyDown}
      onFocus={() => moveTo(cursor.current)}
      onBlur={() => moveCursor(null)}
    >
      <div ref={selection.ref} className={css.selection} />
      <div ref={line} className={css.line} />
    </div>
  )
}
