import { useTranslation } from 'react-i18next'
import type { ServiceRef } from '../serviceState'
import type { Known } from '../spec/known'
import { CreateForm } from './CreateForm'
import { editDraft } from './editDraft'
import { initialValues, type SpecValues } from './values'

interface Props {
  serviceRef: ServiceRef
  /** The service's settings when the form was opened. */
  opened: Known | undefined
  /** The values entered so far; if absent, the edit's draft restores them. */
  entered?: SpecValues | undefined
}

/** Settings that can only be set by a change, not at creation. */
const changeOnly: readonly (string | undefined)[] = ['strategy', 'minReadySeconds']

/** Recreates a service that was deleted while being edited, with the values entered. */
export function RecreateForm({ serviceRef, opened, entered }: Props) {
  const { t } = useTranslation('spec')
  const { clusterId, namespace, serviceName } = serviceRef
  return (
    <CreateForm
      initial={{ ...initialValues(clusterId, namespace), serviceName }}
      entered={entered && { ...entered, strategy: '', minReadySeconds: '' }}
      unreadable={(opened?.unreadable ?? []).filter(({ path }) => !changeOnly.includes(path[0]))}
      draftName={editDraft(serviceRef)}
      title={t('concurrent.recreateTitle', { name: serviceName })}
    />
  )
}
