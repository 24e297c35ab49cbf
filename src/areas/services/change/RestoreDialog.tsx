import { useTranslation } from 'react-i18next'
import { ModifyClusterService } from '../../../contract/actions/services/services'
import type { ServiceRef } from '../serviceState'
import { modifyParams, type Spec } from '../spec/spec'
import { ChangeDialog } from './ChangeDialog'

interface Props {
  serviceRef: ServiceRef
  current: Spec
  target: Spec
  title: string
  text: string
  sendLabel: string
  onClose: () => void
}

/** Restores all settings of an earlier revision. */
export function RestoreDialog({ serviceRef, current, target, ...labels }: Props) {
  const { t } = useTranslation('serviceLife')
  const fullTarget: Spec = { ...target, strategy: target.strategy ?? current.strategy }
  return (
    <ChangeDialog
      {...labels}
      action={ModifyClusterService}
      params={modifyParams(serviceRef, fullTarget)}
      before={current}
      after={fullTarget}
      notice={t('restore.notice', { name: serviceRef.serviceName })}
    />
  )
}
