import { useTranslation } from 'react-i18next'
import { useCloudLocation } from '../../../api/session/location'
import { useSession } from '../../../api/session/session'
import { Dialog } from '../../../ui/feedback/Dialog'
import { type ListedService, serviceKey } from '../list/listedService'
import { BatchForm } from './BatchForm'
import { BatchResults } from './BatchResults'
import { type BatchAction, type SkippedService, useBatchActions } from './batchActions'
import { useBatch } from './useBatch'

interface Props {
  action: BatchAction
  services: readonly ListedService[]
  skipped: readonly SkippedService[]
  /** `isDone`: at least one call succeeded, so the selection can be cleared. */
  onClose: (isDone: boolean) => void
}

/** A bulk action: confirmation, a result per service, and a retry of the failed services. */
export function BatchDialog({ action, services, skipped, onClose }: Props) {
  const { t } = useTranslation('serviceLife')
  const { session } = useSession()
  const { account } = useCloudLocation()
  const isProduction = session?.accounts.find(({ name }) => name === account)?.production === true
  const batchActions = useBatchActions(isProduction, {
    which: t('batch.whichContainer'),
    noSuch: t('batch.noSuchContainer'),
    invalidImage: t('batch.invalidImage'),
  })
  const batch = useBatch()
  const isStarted = batch.results.length > 0
  const close = () => onClose(isStarted)
  return (
    <Dialog
      size="lg"
      onClose={close}
      isHeld={batch.isRunning}
      title={t(`batch.title.${action}`, { count: services.length })}
    >
      {isStarted ? (
        <BatchResults batch={batch} onClose={close} />
      ) : (
        <BatchForm
          action={action}
          services={services}
          skipped={skipped}
          onClose={close}
          onSubmit={(wished) => {
            const byKey = new Map(services.map((service) => [serviceKey(service), service]))
            void batch.start(
              services.map((service) => ({
                key: serviceKey(service),
                label: `${service.namespace}/${service.serviceName}`,
              })),
              async (key) => {
                const service = byKey.get(key)
                if (service) await batchActions(action, service, wished)
              },
            )
          }}
        />
      )}
    </Dialog>
  )
}
