import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Trigger } from '../registryState'
import { Condition } from './Condition'
import { Tester } from './Tester'

/** The tester beside a trigger that is there. */
export function TesterDialog({ trigger, onClose }: { trigger: Trigger; onClose: () => void }) {
  const { t } = useTranslation('triggers')
  const { t: common } = useTranslation()
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('tester.title', { name: trigger.triggerName })}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <p>
        {trigger.repoName}: <Condition condition={trigger.invokeCondition} />
      </p>
      <Tester reponame={trigger.repoName} armed={trigger} />
    </Modal>
  )
}
