import { useEffect, useRef } from 'react'
import { NavLink, useLocation } from 'react-router'
import { useLocationHref } from '../../api/session/location'
import css from './RouteTabs.module.css'

export interface RouteTab {
  /** Last path segment; empty for the overview. */
  segment: string
  label: string
  /** Number of items on the tab, if known. */
  count?: number | undefined
}

interface Props {
  /** The resource's path, e.g. `/clusters/cls-1`. */
  base: string
  tabs: readonly RouteTab[]
  /** Accessible name of the tab list. */
  label: string
}

/** Scrolls the active tab into view where the row overflows. */
function useShownTab() {
  const row = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is another tab
  useEffect(() => {
    const tab = row.current?.querySelector('[aria-current=page]')
    if (!row.current || !(tab instanceof HTMLElement)) return
    const { left, right } = row.current.getBoundingClientRect()
    const box = tab.getBoundingClientRect()
    if (box.left < left || box.right > right) row.current.scrollLeft += box.right - right + 16
  }, [pathname])
  return row
}

/** The tabs of a resource page as links: each tab has its own URL. */
export function RouteTabs({ base, tabs, label }: Props) {
  const href = useLocationHref()
  const row = useShownTab()
  return (
    <nav ref={row} aria-label={label} className={css.root}>
      {tabs.map((tab) => (
        <NavLink
          key={tab.segment}
          to={href(tab.segment ? `${base}/${tab.segment}` : base)}
          end
          preventScrollReset
          className={css.tab ?? ''}
        >
          {tab.label}
          {tab.count !== undefined && <span className={css.count}>{tab.count}</span>}
        </NavLink>
      ))}
    </nav>
  )
}
