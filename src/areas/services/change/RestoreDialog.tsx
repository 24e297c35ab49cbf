import { useTranslation } from 'react-i18next'
import { ModifyClusterService } from '../../../contract/actions/services/services'
import type { Place } from '../serviceState'
import { modifyParams, type Spec } from '../spec/spec'
import { ChangeDialog } from './ChangeDialog'

interface Props {
  place: Place
  present: Spec
  target: Spec
  title: string
  text: string
  sendLabel: string
  onClose: () => void
}

/** Restores all settings of an earlier revision. */
export function RestoreDialog({ place, present, target, ...labels }: Props) {
  const { t } = useTranslation('serviceLife')
  const fullTarget: Spec = { ...target, strategy: target.strategy ?? present.strategy }
  return (
    <ChangeDialog
      {...labels}
      action={ModifyClusterService}
      params={modifyParams(place, fullTarget)}
      before={present}
      after={fullTarget}
      notice={t('restore.notice', { name: place.serviceName })}
    />
  )
}
