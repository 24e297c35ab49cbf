import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../../../contract/console/audit'
import type { Outcome } from '../../../contract/console/declare/values'
import { type Health, StatusChip } from '../../../ui/value/StatusChip'

const health: Readonly<Record<Outcome, Health>> = {
  pending: 'working',
  ok: 'well',
  error: 'failing',
  unknown: 'unknown',
  refused: 'failing',
}

/** An action's outcome, with the error code on failure. */
export function OutcomeChip({ entry }: { entry: Pick<AuditEntry, 'outcome' | 'codeDesc'> }) {
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
