import { useTranslation } from 'react-i18next'
import { useAct } from '../../../api/client/act'
import { CloseAutoDelStrategy } from '../../../contract/actions/registry/tags'
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog'

/** Disables retention; a full repository then refuses pushes. */
export function CloseStrategyDialog({
  reponame,
  onClose,
}: {
  reponame: string
  onClose: () => void
}) {
  const { t } = useTranslation('registry')
  const act = useAct(CloseAutoDelStrategy, {
    notice: t('retention.closeNotice', { name: reponame }),
  })
  return (
    <ConfirmDialog
      isOpened
      onClose={onClose}
      title={t('retention.closeTitle', { name: reponame })}
      confirmLabel={t('retention.close')}
      onConfirm={() => act.run({ reponame })}
    >
      {t('retention.closeText')}
    </ConfirmDialog>
  )
}
