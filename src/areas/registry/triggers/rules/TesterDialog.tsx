import { useTranslation } from 'react-i18next'
import { Dialog } from '../../../../ui/feedback/Dialog'
import type { Trigger } from '../../registryState'
import { Condition } from './Condition'
import { Tester } from './Tester'

/** The tester for an existing trigger. */
export function TesterDialog({ trigger, onClose }: { trigger: Trigger; onClose: () => void }) {
  const { t } = useTranslation('triggers')
  return (
    <Dialog size="lg" onClose={onClose} title={t('tester.title', { name: trigger.triggerName })}>
      <p>
        {trigger.repoName}: <Condition condition={trigger.invokeCondition} />
      </p>
      <Tester reponame={trigger.repoName} armed={trigger} />
    </Dialog>
  )
}
