import { useTranslation } from 'react-i18next'
import { Outlet } from 'react-router'
import { useForbiddenReason } from '../../../ui/menu/useForbiddenReason'
import { PageHeader } from '../../../ui/page/PageHeader'
import { RouteTabs } from '../../../ui/page/RouteTabs'
import { useLocationNavigate } from '../../../ui/page/useLocationNavigate'
import { IconPlus } from '../../../ui/theme/icons'
import { TriggerLog } from './log/TriggerLog'
import { TriggerTable } from './TriggerTable'
import { useTriggers } from './useTriggers'

/** /triggers: triggers of all repositories and their log. */
export function TriggersPage() {
  const { t } = useTranslation('triggers')
  const navigate = useLocationNavigate()
  const { triggers } = useTriggers()
  const reason = useForbiddenReason('AddUpdateServiceTrigger')
  return (
    <>
      <PageHeader
        title={t('title')}
        primary={{
          id: 'create',
          label: t('create.action'),
          icon: <IconPlus size={16} />,
          reason,
          onClick: () => navigate('/triggers/new'),
        }}
      />
      <RouteTabs
        base="/triggers"
        label={t('tabsLabel')}
        tabs={[
          { segment: '', label: t('title'), count: triggers?.length, actions: ['ListTrigger'] },
          { segment: 'log', label: t('log.title'), actions: ['ListTriggerLog'] },
        ]}
      />
      <Outlet />
    </>
  )
}

/** The tab with the triggers of all repositories. */
export function AllTriggersTab() {
  const { read, triggers } = useTriggers()
  return <TriggerTable triggers={triggers} read={read} hasRepositories />
}

/** The trigger log of all repositories that currently have triggers. */
export function AllLogsTab() {
  const { read, triggers } = useTriggers()
  const reponames = [...new Set((triggers ?? []).map((trigger) => trigger.repoName))].sort()
  return <TriggerLog reponames={triggers ? reponames : undefined} known={read} hasRepositories />
}
