import { useTranslation } from 'react-i18next'
import { withQuery } from '../../../api/session/paths'
import { ActionButton } from '../../../ui/menu/ActionButton'
import { useForbiddenReason } from '../../../ui/menu/useForbiddenReason'
import { useLocationNavigate } from '../../../ui/page/useLocationNavigate'
import { IconPlus } from '../../../ui/theme/icons'
import css from '../registry.module.css'
import { useRepository } from '../repositories/useRepository'
import { TriggerLog } from './log/TriggerLog'
import { TriggerTable } from './TriggerTable'
import { useTriggers } from './useTriggers'

/** A repository's triggers and their log. */
export function TriggersTab() {
  const { t } = useTranslation('triggers')
  const navigate = useLocationNavigate()
  const { reponame } = useRepository()
  const { read, triggers } = useTriggers(reponame)
  const reason = useForbiddenReason('AddUpdateServiceTrigger')
  return (
    <>
      <TriggerTable triggers={triggers} read={read}>
        <ActionButton
          leftSection={<IconPlus size={15} />}
          reason={reason}
          onClick={() => navigate(withQuery('/triggers/new', { repo: reponame }))}
        >
          {t('create.action')}
        </ActionButton>
      </TriggerTable>
      <section className={css.section}>
        <h2>{t('log.title')}</h2>
        <TriggerLog reponames={[reponame]} />
      </section>
    </>
  )
}
