import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMayWrite, useSession } from '../../../api/session'
import { ActionButton } from '../../../ui/ActionButton'
import { type Selection, TickAll } from '../../../ui/table/selection'
import type { Listed } from '../serviceColumns'
import css from './batch.module.css'
import { type BatchDeed, batchDeeds } from './deeds'

const BatchDialog = lazy(async () => ({ default: (await import('./BatchDialog')).BatchDialog }))

interface Props {
  /** Keys of the rows that are left after search and filters. */
  keys: readonly string[]
  selection: Selection
  /** Those that are ticked. */
  chosen: readonly Listed[]
}

/** Ticks, and what can be done to all that are ticked. */
export function BatchBar({ keys, selection, chosen }: Props) {
  const { t } = useTranslation('serviceLife')
  const { t: common } = useTranslation()
  const { session } = useSession()
  const mayWrite = useMayWrite()
  const [opened, setOpened] = useState<{ deed: BatchDeed; services: readonly Listed[] }>()
  const reason = mayWrite
    ? undefined
    : common('needsRole', { role: common(`role.${session?.role ?? 'viewer'}`) })
  return (
    <div className={css.bar}>
      <TickAll keys={keys} selection={selection} />
      {chosen.length > 0 &&
        batchDeeds.map((deed) => (
          <ActionButton
            key={deed}
            size="xs"
            reason={reason}
            onClick={() => setOpened({ deed, services: chosen })}
          >
            {t(`batch.deed.${deed}`)}
          </ActionButton>
        ))}
      {opened && (
        <Suspense>
          <BatchDialog
            {...opened}
            onClose={() => {
              setOpened(undefined)
              selection.clear()
            }}
          />
        </Suspense>
      )}
    </div>
  )
}
