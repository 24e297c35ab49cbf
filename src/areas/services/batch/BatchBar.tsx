import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useForbiddenReasons } from '../../../ui/menu/useForbiddenReason'
import { BulkBar } from '../../../ui/table/BulkBar'
import type { Selection } from '../../../ui/table/selection'
import type { ListedService } from '../list/listedService'
import { actionOf, type BatchAction, batchActions } from './batchActions'

const BatchDialog = lazy(async () => ({ default: (await import('./BatchDialog')).BatchDialog }))

interface Props {
  /** Keys of the rows that match search and filters. */
  keys: readonly string[]
  selection: Selection
  /** The selected services. */
  chosen: readonly ListedService[]
}

/** Bulk actions for the selected services. */
export function BatchBar({ keys, selection, chosen }: Props) {
  const { t } = useTranslation('serviceLife')
  const forbiddenReason = useForbiddenReasons()
  const [opened, setOpened] = useState<{
    action: BatchAction
    services: readonly ListedService[]
  }>()
  return (
    <>
      <BulkBar
        keys={keys}
        selection={selection}
        count={chosen.length}
        actions={batchActions.map((action) => ({
          id: action,
          label: t(`batch.action.${action}`),
          reason: forbiddenReason(actionOf(action).name),
          onClick: () => setOpened({ action, services: chosen }),
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
