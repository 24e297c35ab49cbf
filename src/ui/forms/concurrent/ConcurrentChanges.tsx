import { lazy, type ReactNode, Suspense } from 'react'
import type { Concurrency } from '../../../api/merge/useConcurrency'
import { withTexts } from '../../../i18n/i18n'

interface Props {
  concurrency: Concurrency | undefined
  whenDeleted?: ReactNode
}

const HeldSave = lazy(async () => ({
  default: (await withTexts(import('./HeldSave'), 'concurrent')).HeldSave,
}))

/**
 * Shows changes that other users made to the object of a form, once a save has been held back
 * because of them.
 */
export function ConcurrentChanges({ concurrency, whenDeleted }: Props) {
  if (!concurrency || concurrency.blockedSaves === 0) return null
  return (
    <Suspense fallback={null}>
      <HeldSave concurrency={concurrency} whenDeleted={whenDeleted} />
    </Suspense>
  )
}
