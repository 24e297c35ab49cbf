import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMayNotCall } from '../../../ui/menu/useMayNot'
import { BulkBar } from '../../../ui/table/BulkBar'
import type { Selection } from '../../../ui/table/selection'
import type { Listed } from '../list/listed'
import { actionOf, type BatchAction, batchActions } from './batchActions'

const BatchDialog = lazy(async () => ({ default: (await import('./BatchDialog')).BatchDialog }))

interface Props {
  /** Keys of the rows that match search and filters. */
  keys: readonly string[]
  selection: Selection
  /** The selected services. */
  chosen: readonly Listed[]
}

/** Bulk actions for the selected services. */
export function BatchBar({ keys, selection, chosen }: Props) {
  const { t } = useTranslation('serviceLife')
  const mayNot = useMayNotCall()
  const [opened, setOpened] = useState<{ action: BatchAction; services: readonly Listed[] }>()
  return (
    <>
      <BulkBar
        keys={keys}
        selection={selection}
        count={chosen.length}
        actions={batchActions.map((action) => ({
          id: action,
          label: t(`batch.action.${action}`),
          reason: mayNot(actionOf(action).name),
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
