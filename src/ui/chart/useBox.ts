import { type RefObject, useEffect, useRef, useState } from 'react'

/** Width of an element in whole pixels, 0 before it is known. */
export function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const measure = () => setWidth(Math.floor(element.clientWidth))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return width
}

/** True while an element is in sight, or a little outside of it. */
export function useInSight(ref: RefObject<HTMLElement | null>): boolean {
  const [isInSight, setInSight] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const observer = new IntersectionObserver(
      ([entry]) => setInSight(entry?.isIntersecting ?? false),
      { rootMargin: '80px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return isInSight
}

/** The value as it was when it was last wanted: while `isFrozen`, changes wait. */
export function useFrozen<T>(value: T, isFrozen: boolean): T {
  const kept = useRef(value)
  if (!isFrozen) kept.current = value
  return kept.current
}
