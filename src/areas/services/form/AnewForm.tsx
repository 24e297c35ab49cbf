import { useTranslation } from 'react-i18next'
import type { Place } from '../serviceState'
import type { Known } from '../spec/known'
import { CreateForm } from './CreateForm'
import { editDraft } from './editDraft'
import { firstValues, type SpecValues } from './values'

interface Props {
  place: Place
  /** What had been known of the service when its form was opened. */
  opened: Known | undefined
  /** What had been entered; without, the draft of the edit brings it back. */
  entered?: SpecValues | undefined
}

/** Settings that a service gets with its first change only. */
const later: readonly (string | undefined)[] = ['strategy', 'minReadySeconds']

/** A service that went away while it was edited, to be made again with all that was entered. */
export function AnewForm({ place, opened, entered }: Props) {
  const { t } = useTranslation('spec')
  const { clusterId, namespace, serviceName } = place
  return (
    <CreateForm
      initial={{ ...firstValues(clusterId, namespace), serviceName }}
      entered={entered && { ...entered, strategy: '', minReadySeconds: '' }}
      unreadable={(opened?.unreadable ?? []).filter(({ path }) => !later.includes(path[0]))}
      draftName={editDraft(place)}
      title={t('meanwhile.anewTitle', { name: serviceName })}
    />
  )
}
