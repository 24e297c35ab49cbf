import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../../api/client/act'
import { useNamedInProduction } from '../../../api/session/production'
import type { ResponseOf } from '../../../contract/action'
import {
  DeleteInstances,
  type DescribeServiceInstance,
} from '../../../contract/actions/services/instances'
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog'
import { ActionButton } from '../../../ui/menu/ActionButton'
import { useForbiddenReasons } from '../../../ui/menu/useForbiddenReason'
import css from '../ServicePage.module.css'
import type { ServiceRef } from '../serviceState'

type Past = NonNullable<ResponseOf<typeof DescribeServiceInstance>['past']>

interface Props {
  serviceRef: ServiceRef
  past: Past
}

/** Evicted, failed and completed instances, with their reasons, which can be deleted together. */
export function PastInstances({ serviceRef, past }: Props) {
  const { t } = useTranslation('services')
  const forbidden = useForbiddenReasons()
  const [isConfirming, setConfirming] = useState(false)
  const name = serviceRef.serviceName
  const names = past.map((instance) => instance.name)
  const [only] = names
  const confirmation = useNamedInProduction(
    names.length === 1 && only ? only : String(names.length),
  )
  const act = useAct(DeleteInstances, { notice: t('instance.past.notice', { name }) })
  if (past.length === 0) return null
  return (
    <section className={css.section}>
      <h2>{t('instance.past.title')}</h2>
      <p>{t('instance.past.text')}</p>
      <table className={css.plain}>
        <thead>
          <tr>
            <th scope="col">{t('instance.past.name')}</th>
            <th scope="col">{t('instance.past.reason')}</th>
            <th scope="col">{t('instance.past.message')}</th>
            <th scope="col">{t('instance.past.created')}</th>
          </tr>
        </thead>
        <tbody>
          {past.map((instance) => (
            <tr key={instance.name}>
              <td>{instance.name}</td>
              <td>{instance.reason}</td>
              <td>{instance.message}</td>
              <td>{instance.createdAt}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ActionButton reason={forbidden('DeleteInstances')} onClick={() => setConfirming(true)}>
        {t('instance.past.delete')}
      </ActionButton>
      {isConfirming && (
        <ConfirmDialog
          {...confirmation}
          isOpened
          isDestructive
          onClose={() => setConfirming(false)}
          title={t('instance.past.confirm', { count: names.length })}
          confirmLabel={t('instance.past.delete')}
          onConfirm={async (confirm) => {
            const { clusterId, namespace } = serviceRef
            await act.run({ clusterId, namespace, instances: names }, { confirm })
            setConfirming(false)
          }}
        >
          <p>{t('instance.past.confirmText')}</p>
        </ConfirmDialog>
      )}
    </section>
  )
}
