import { useTranslation } from 'react-i18next'
import { type Health, StatusChip } from '../../../ui/value/StatusChip'
import type { Outcome, Row } from '../types'

const health: Readonly<Record<Outcome, Health>> = {
  pending: 'working',
  ok: 'well',
  error: 'failing',
  unknown: 'unknown',
  refused: 'paused',
}

/** An action's outcome, with the error code on failure. */
export function OutcomeChip({ entry }: { entry: Pick<Row, 'outcome' | 'codeDesc'> }) {
  const { t } = useTranslation('admin')
  const { outcome, codeDesc } = entry
  return (
    <StatusChip
      health={health[outcome]}
      word={t(`audit.outcomes.${outcome}`)}
      reason={outcome === 'ok' ? undefined : codeDesc}
    />
  )
}
