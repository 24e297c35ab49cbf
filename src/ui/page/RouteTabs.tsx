import { useEffect, useRef } from 'react'
import { NavLink, useLocation } from 'react-router'
import { reasonForAll, useUnavailable } from '../../api/session/available'
import { useLocationHref } from '../../api/session/location'
import type { ActionName } from '../../contract/index'
import css from './RouteTabs.module.css'

export interface RouteTab {
  /** Last path segment; empty for the overview. */
  segment: string
  label: string
  /** Number of items on the tab, if known. */
  count?: number | undefined
  /** Actions that the tab calls; the tab is hidden if the account supports none of them. */
  actions?: readonly ActionName[]
}

interface Props {
  /** The resource's path, e.g. `/clusters/cls-1`. */
  base: string
  tabs: readonly RouteTab[]
  /** Accessible name of the tab list. */
  label: string
}

/** Scrolls the active tab into view if the row overflows. */
function useShownTab() {
  const row = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new URL may activate another tab
  useEffect(() => {
    const tab = row.current?.querySelector('[aria-current=page]')
    if (!row.current || !(tab instanceof HTMLElement)) return
    const { left, right } = row.current.getBoundingClientRect()
    const box = tab.getBoundingClientRect()
    if (box.left < left || box.right > right) row.current.scrollLeft += box.right - right + 16
  }, [pathname])
  return row
}

/** The tabs of a resource page as links, because each tab has its own URL. */
export function RouteTabs({ base, tabs, label }: Props) {
  const href = useLocationHref()
  const row = useShownTab()
  const reasonOf = useUnavailable()
  const shownTabs = tabs.filter(
    ({ actions }) => !actions || reasonForAll(actions, reasonOf) === undefined,
  )
  return (
    <nav ref={row} aria-label={label} className={css.root}>
      {shownTabs.map((tab) => (
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
