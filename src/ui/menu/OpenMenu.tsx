import { Menu } from '@mantine/core'
import type { ReactElement } from 'react'
import type { MenuEntry } from './entry'
import css from './OpenMenu.module.css'

interface Props {
  button: ReactElement
  entries: readonly MenuEntry[]
  position?: 'bottom' | 'bottom-start'
}

/**
 * The reason for a disabled entry is shown below its label. The entry stays reachable by arrow
 * keys, whereas Mantine's `disabled` would skip it and its reason.
 */
function Action({ entry }: { entry: MenuEntry & { kind: 'action' } }) {
  const isOff = entry.reason !== undefined
  return (
    <Menu.Item
      leftSection={entry.icon}
      aria-disabled={isOff}
      closeMenuOnClick={!isOff}
      className={css.root ?? ''}
      {...(!isOff && { onClick: entry.onClick })}
    >
      {entry.label}
      {isOff && <span className={css.reason}>{entry.reason}</span>}
    </Menu.Item>
  )
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry.kind === 'action') return <Action entry={entry} />
  if (entry.kind === 'words') return <Menu.Label>{entry.label}</Menu.Label>
  return (
    <Menu.CheckboxItem checked={entry.isChosen} onChange={entry.onToggle}>
      {entry.label}
    </Menu.CheckboxItem>
  )
}

/** The opened menu, in a chunk of its own (LazyMenu loads it). */
export function OpenMenu({ button, entries, position = 'bottom' }: Props) {
  return (
    <Menu defaultOpened position={position}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
