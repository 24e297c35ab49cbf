import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Concurrency } from '../../../api/merge/useConcurrency'
import { ChangedFields } from './ChangedFields'
import css from './concurrent.module.css'

/** States why a save was held back: the object was changed or deleted. */
export function HeldSave({
  concurrency,
  whenDeleted,
}: {
  concurrency: Concurrency
  whenDeleted?: ReactNode
}) {
  const { t } = useTranslation('concurrent')
  const { fields, isDeleted, blockedSaves } = concurrency
  const box = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each held save moves focus again
  useEffect(() => box.current?.focus(), [blockedSaves])
  if (isDeleted) {
    return (
      <div ref={box} tabIndex={-1} className={css.notice} role="alert">
        <h3>{t('deleted')}</h3>
        <p>{t('deletedText')}</p>
        {whenDeleted}
      </div>
    )
  }
  if (fields.length === 0) return null
  return (
    <div ref={box} tabIndex={-1} className={css.notice} role="alert">
      <h3>{t('changed')}</h3>
      <p>{t('changedText')}</p>
      <ChangedFields {...concurrency} />
    </div>
  )
}
