import { useTranslation } from 'react-i18next'
import type { Review } from '../../../api/client/form'
import { useNamedInProduction } from '../../../api/session/production'
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog'

/** Confirms a retention policy, which deletes tags once the repository is full. */
export function SetStrategyDialog({ reponame, review }: { reponame: string; review: Review }) {
  const { t } = useTranslation('registry')
  const confirmation = useNamedInProduction(reponame)
  return (
    <ConfirmDialog
      isOpened
      isDestructive
      onClose={review.cancel}
      title={t('retention.setTitle', { name: reponame })}
      confirmLabel={t('retention.set')}
      {...confirmation}
      onConfirm={review.confirm}
    >
      {t('retention.setText')}
    </ConfirmDialog>
  )
}
