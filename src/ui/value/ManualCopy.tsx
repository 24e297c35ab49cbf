import { lazy, Suspense } from 'react'
import { useUncopied } from './useCopy'

// Loaded on demand, because few browsers refuse to copy and the dialog is large.
const ManualCopyDialog = lazy(async () => ({
  default: (await import('./ManualCopyDialog')).ManualCopyDialog,
}))

/** Shows the text that the browser refused to copy, if any. */
export function ManualCopy() {
  const text = useUncopied()
  if (text === undefined) return null
  return (
    <Suspense fallback={null}>
      <ManualCopyDialog text={text} />
    </Suspense>
  )
}
