import { memo, type ReactNode } from 'react'
import { isSame } from '../../../../api/merge/keyed'

interface Props {
  /** Everything that the content shows, as plain values. */
  watch: readonly unknown[]
  /** Must not call hooks; handlers read the form's present values. */
  render: () => ReactNode
}

/**
 * Renders a part of a large form again only when its own values change: a key stroke changes the
 * form's state, which would otherwise render every row.
 */
export const RenderWhenChanged = memo(
  ({ render }: Props) => render(),
  (before, after) => isSame(before.watch, after.watch),
)
