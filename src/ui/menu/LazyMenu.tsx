import { cloneElement, lazy, type ReactElement, Suspense, useState } from 'react'
import type { MenuEntry } from './entry'

const load = () => import('./OpenMenu')
const OpenMenu = lazy(async () => ({ default: (await load()).OpenMenu }))

interface ButtonProps {
  onClick?: () => void
  onPointerEnter?: () => void
  onFocus?: () => void
  'aria-haspopup'?: 'menu'
  'aria-expanded'?: boolean
}

interface Props {
  /** The button that opens the menu. */
  button: ReactElement<ButtonProps>
  entries: readonly MenuEntry[]
  position?: 'bottom' | 'bottom-start'
}

/**
 * A menu whose code is loaded on hover or focus of its button, so that pages do not load it until a
 * menu is used.
 */
export function LazyMenu({ button, ...menu }: Props) {
  const [isWanted, setWanted] = useState(false)
  const preload = () => void load()
  const closed = cloneElement(button, {
    onClick: () => setWanted(true),
    onPointerEnter: preload,
    onFocus: preload,
    'aria-haspopup': 'menu',
    'aria-expanded': false,
  })
  if (!isWanted) return closed
  return (
    <Suspense fallback={closed}>
      <OpenMenu button={button} {...menu} />
    </Suspense>
  )
}
