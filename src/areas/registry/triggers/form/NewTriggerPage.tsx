import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useActionForm } from '../../../../api/client/form'
import { useCloudLocation } from '../../../../api/session/location'
import { repositoryPath } from '../../../../api/session/paths'
import {
  AddUpdateServiceTrigger,
  triggerRegions,
} from '../../../../contract/actions/registry/triggers'
import { regionOf } from '../../../../contract/rules/regions'
import { useLocationNavigate } from '../../../../ui/page/useLocationNavigate'
import { TriggerForm } from './TriggerForm'
import { addRequest, emptyValues, type TriggerValues } from './values'

/** /triggers/new?repo= */
export function NewTriggerPage() {
  const { t } = useTranslation('triggers')
  const [search] = useSearchParams()
  const navigate = useLocationNavigate()
  const { region } = useCloudLocation()
  const repo = search.get('repo') ?? ''
  const here = triggerRegions.find((id) => id === regionOf(region)?.id) ?? triggerRegions[0]
  const form = useActionForm<typeof AddUpdateServiceTrigger, TriggerValues>(
    AddUpdateServiceTrigger,
    {
      initial: emptyValues(repo, String(here)),
      request: addRequest,
      draft: repo ? `create-trigger ${repo}` : 'create-trigger',
      notice: (_data, { triggerName }) => t('create.notice', { name: triggerName }),
      done: (_data, { reponame }) => navigate(`${repositoryPath(reponame)}/triggers`),
    },
  )
  return <TriggerForm {...form} title={t('create.title')} submitLabel={t('create.submit')} />
}
