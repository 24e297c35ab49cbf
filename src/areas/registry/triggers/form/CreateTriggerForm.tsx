import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
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

interface Props {
  /** Full name of the repository; empty if it is to be chosen. */
  repo: string
  /** Initial values, e.g. those of a deleted trigger. */
  entered?: TriggerValues
}

/** A form for a new trigger. */
export function CreateTriggerForm({ repo, entered }: Props) {
  const { t } = useTranslation('triggers')
  const navigate = useLocationNavigate()
  const { region } = useCloudLocation()
  const ownRegion = triggerRegions.find((id) => id === regionOf(region)?.id) ?? triggerRegions[0]
  const form = useActionForm<typeof AddUpdateServiceTrigger, TriggerValues>(
    AddUpdateServiceTrigger,
    {
      initial: emptyValues(repo, String(ownRegion)),
      request: addRequest,
      draft: repo ? `create-trigger ${repo}` : 'create-trigger',
      notice: (_data, { triggerName }) => t('create.notice', { name: triggerName }),
      done: (_data, { reponame }) => navigate(`${repositoryPath(reponame)}/triggers`),
    },
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: once; they count as unsaved changes
  useEffect(() => {
    if (entered) form.form.setValues(entered)
  }, [])
  return <TriggerForm {...form} title={t('create.title')} submitLabel={t('create.submit')} />
}
