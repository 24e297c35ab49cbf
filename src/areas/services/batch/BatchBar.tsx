import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BulkBar } from '../../../ui/table/BulkBar'
import type { Selection } from '../../../ui/table/selection'
import { useServiceReasons } from '../actions/useServiceReasons'
import type { ListedService } from '../list/listedService'
import { type BatchAction, batchActions, menuActionOf, type SkippedService } from './batchActions'

const BatchDialog = lazy(async () => ({ default: (await import('./BatchDialog')).BatchDialog }))

interface Props {
  /** Keys of the rows that match search and filters. */
  keys: readonly string[]
  selection: Selection
  /** The selected services. */
  chosen: readonly ListedService[]
}

interface OpenDialog {
  action: BatchAction
  services: readonly ListedService[]
  skipped: readonly SkippedService[]
}

/**
 * Bulk actions for the selected services. An action skips the services whose state forbids it, and
 * is disabled if no service is left.
 */
export function BatchBar({ keys, selection, chosen }: Props) {
  const { t } = useTranslation('serviceLife')
  const reasonOf = useServiceReasons()
  const [opened, setOpened] = useState<OpenDialog>()
  const plans = batchActions.map((action): OpenDialog => {
    const batchItems = chosen.map((service) => ({
      service,
      reason: reasonOf(menuActionOf(action), service),
    }))
    return {
      action,
      services: batchItems.flatMap(({ service, reason }) =>
        reason === undefined ? [service] : [],
      ),
      skipped: batchItems.flatMap(({ service, reason }) =>
        reason === undefined ? [] : [{ service, reason }],
      ),
    }
  })
  return (
    <>
      <BulkBar
        keys={keys}
        selection={selection}
        count={chosen.length}
        actions={plans.map((plan) => ({
          id: plan.action,
          label: t(`batch.action.${plan.action}`),
          reason:
            plan.services.length > 0
              ? undefined
              : [...new Set(plan.skipped.map(({ reason }) => reason))].join(t('batch.separator')),
          onClick: () => setOpened(plan),
        }))}
      />
      {opened && (
        <Suspense>
          <BatchDialog
            {...opened}
            onClose={(isDone) => {
              setOpened(undefined)
              if (isDone) selection.clear()
            }}
          />
        </Suspense>
      )}
    </>
  )
}
