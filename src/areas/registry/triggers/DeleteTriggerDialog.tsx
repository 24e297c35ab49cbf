import { useTranslation } from 'react-i18next'
import { useAct } from '../../../api/client/act'
import { useNamedInProduction } from '../../../api/session/production'
import { DeleteUpdateServiceTrigger } from '../../../contract/actions/registry/triggers'
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog'
import type { Trigger } from '../registryState'

/**
 * Dialog that deletes a trigger. Running instances are unaffected; future pushes no longer update
 * the service.
 */
export function DeleteTriggerDialog({
  trigger,
  onClose,
}: {
  trigger: Trigger
  onClose: () => void
}) {
  const { t } = useTranslation('triggers')
  const { t: common } = useTranslation()
  const { triggerName, repoName, invokePara } = trigger
  const act = useAct(DeleteUpdateServiceTrigger, {
    notice: t('delete.notice', { name: triggerName }),
  })
  const confirmation = useNamedInProduction(triggerName)
  return (
    <ConfirmDialog
      {...confirmation}
      isOpened
      isDestructive
      onClose={onClose}
      title={t('delete.title', { name: triggerName })}
      confirmLabel={common('delete')}
      onConfirm={(confirm) => act.run({ triggerName }, { confirm })}
    >
      {t('delete.text', { repository: repoName, service: invokePara.serviceName })}
    </ConfirmDialog>
  )
}
