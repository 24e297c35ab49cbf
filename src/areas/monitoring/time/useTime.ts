import { useCallback, useMemo, useRef, useSyncExternalStore } from 'react'
import { useSearchParams } from 'react-router'
import { useSessionEnded } from '../../../api/session/presence'
import { useIsCrosshairShown } from '../../../ui/chart/cursor'
import type { View } from '../../../ui/chart/model/grid'
import { useNow } from '../../../ui/value/useNow'
import {
  readTime,
  stepped,
  type TimeChoice,
  type TimeWindow,
  widened,
  windowOf,
  writeTime,
  zoomed,
} from './range'

/** Why auto-refresh is paused; undefined while it is active. */
export type Pause = 'pointing' | 'fixed' | 'hidden' | 'signedOut'

/** The page's time range and its controls; all state is in the URL. */
export interface Time {
  choice: TimeChoice
  window: TimeWindow
  pause: Pause | undefined
  change: (change: Partial<TimeChoice>) => void
  /** Sets an absolute range exactly. */
  set: (view: View) => void
  /** Sets an absolute range in whole minutes. */
  zoom: (view: View) => void
  zoomOut: () => void
  step: (way: -1 | 1) => void
}

function watchVisibility(onChange: () => void) {
  document.addEventListener('visibilitychange', onChange)
  return () => document.removeEventListener('visibilitychange', onChange)
}

const useIsHidden = () => useSyncExternalStore(watchVisibility, () => document.hidden)

export function useTime(): Time {
  const [search, setSearch] = useSearchParams()
  const now = useNow()
  const isPointing = useIsCrosshairShown()
  const isHidden = useIsHidden()
  const isEnded = useSessionEnded()
  const choice = useMemo(() => readTime(search), [search])

  const heldNow = useRef(now)
  const isHeld = isPointing || isHidden || isEnded
  if (!isHeld) heldNow.current = now
  const next = windowOf(choice, heldNow.current)
  // Memoised on its values, so that charts are not re-rendered every second.
  const key = JSON.stringify(next)
  const memoized = useRef({ key, window: next })
  if (memoized.current.key !== key) memoized.current = { key, window: next }
  const { window } = memoized.current

  const pauseOf = (): Pause | undefined => {
    if (isEnded) return 'signedOut'
    if (!window.isLive) return 'fixed'
    if (isHidden) return 'hidden'
    return isPointing ? 'pointing' : undefined
  }
  const write = useCallback(
    (change: Partial<TimeChoice> | View) =>
      setSearch((before) => writeTime(before, change), { preventScrollReset: true }),
    [setSearch],
  )
  const { view } = window
  const zoom = useCallback((to: View) => write(zoomed(to)), [write])
  const zoomOut = useCallback(() => write(zoomed(widened(view, 2, heldNow.current))), [write, view])
  const step = useCallback(
    (way: -1 | 1) => write(zoomed(stepped(view, way, heldNow.current))),
    [write, view],
  )
  return { choice, window, pause: pauseOf(), change: write, set: write, zoom, zoomOut, step }
}
