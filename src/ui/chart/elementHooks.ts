import { type RefObject, useEffect, useRef, useState } from 'react'

/** An element's width in whole pixels; 0 until measured. */
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

/** Whether an element is in or near the viewport. */
export function useIsVisible(ref: RefObject<HTMLElement | null>): boolean {
  const [isVisible, setVisible] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const observer = new IntersectionObserver(
      ([entry]) => setVisible(entry?.isIntersecting ?? false),
      { rootMargin: '80px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [ref])
  return isVisible
}

/** Holds back changes of a value while `isFrozen`. */
export function useFrozen<T>(value: T, isFrozen: boolean): T {
  const heldValue = useRef(value)
  if (!isFrozen) heldValue.current = value
  return heldValue.current
}
