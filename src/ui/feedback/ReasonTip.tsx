import { Tooltip } from '@mantine/core'
import type { RefObject } from 'react'

interface Props {
  label: string
  /** Element that the tooltip points to. */
  target: RefObject<HTMLElement | null>
}

/** An open tooltip, in a chunk of its own. */
export const ReasonTip = ({ label, target }: Props) => (
  <Tooltip label={label} target={target} opened multiline maw={320} />
)
