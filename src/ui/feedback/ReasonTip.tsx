import { Tooltip } from '@mantine/core'
import type { ReactElement } from 'react'

/** A tooltip on hover and focus, in a chunk of its own. */
export function ReasonTip({ label, children }: { label: string; children: ReactElement }) {
  return (
    <Tooltip label={label} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
      {children}
    </Tooltip>
  )
}
