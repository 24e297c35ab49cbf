import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'

const rowHeight = 38

interface Props {
  count: number
  row: (index: number) => ReactNode
  /** Called when the user scrolls near the last row. */
  onEnd?: (() => void) | undefined
}

/** Number of remaining rows at which more are requested. */
const loadAhead = 40

/** Renders only the visible rows, between two spacer rows. */
export function VirtualRows({ count, row, onEnd }: Props) {
  const top = useRef<HTMLTableRowElement>(null)
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => {
    setMargin((top.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
  }, [])
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: margin,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= count - loadAhead) onEnd?.()
  }, [last, count, onEnd])
  const spaceBefore = (items[0]?.start ?? margin) - margin
  const spaceAfter = virtual.getTotalSize() - ((items.at(-1)?.end ?? margin) - margin)
  return (
    <>
      <tr ref={top} aria-hidden style={{ height: spaceBefore }} />
      {items.map(({ index }) => row(index))}
      <tr aria-hidden style={{ height: spaceAfter }} />
    </>
  )
}
