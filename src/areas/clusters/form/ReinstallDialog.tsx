import { useTranslation } from 'react-i18next'
import type { Review } from '../../../api/client/form'
import { useRead } from '../../../api/client/read'
import { DescribeExistedCvmForAddClusterInstances } from '../../../contract/actions/lookups/machines'
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog'
import { Mono } from '../../../ui/value/Mono'

interface Props {
  clusterId: string
  clusterName: string
  instanceIds: readonly string[]
  review: Review
}

/** Confirms that existing machines are reinstalled, and lists them by name. */
export function ReinstallDialog({ clusterId, clusterName, instanceIds, review }: Props) {
  const { t } = useTranslation('clusterActions')
  const read = useRead(DescribeExistedCvmForAddClusterInstances, { clusterId })
  const ids = [...new Set(instanceIds)]
  const nameOf = (id: string) =>
    read.data?.deviceList.find((device) => device.instanceId === id)?.instanceName || id
  const [first = ''] = ids
  const count = ids.length
  return (
    <ConfirmDialog
      isOpened
      isDestructive
      onClose={review.cancel}
      title={
        count === 1
          ? t('addExisting.confirmOne', { name: nameOf(first) })
          : t('addExisting.confirmMany', { count })
      }
      confirmLabel={t('addExisting.confirm')}
      typedName={count === 1 ? nameOf(first) : String(count)}
      onConfirm={review.confirm}
    >
      <p>{t('addExisting.deletes', { name: clusterName })}</p>
      <ul>
        {ids.map((id) => (
          <li key={id}>
            {nameOf(id)} {nameOf(id) !== id && <Mono>{id}</Mono>}
          </li>
        ))}
      </ul>
    </ConfirmDialog>
  )
}
