import { useEffect, useRef } from 'react'
import { NavLink, useLocation } from 'react-router'
import { useLocationHref } from '../../api/session/location'
import css from './RouteTabs.module.css'

export interface RouteTab {
  /** Last segment of the path; empty for the object's own page. */
  segment: string
  label: string
  /** Number of things behind the tab, where it is known. */
  count?: number | undefined
}

interface Props {
  /** Path of the object, e.g. `/clusters/cls-1`. */
  base: string
  tabs: readonly RouteTab[]
  /** Name of the row for screen readers. */
  label: string
}

/** Where the row is wider than the screen, the tab one is on is scrolled to. */
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

/** The parts of an object's page as links: each tab is an address. */
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
