import { Button, NativeSelect } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBoardWrite } from '../../../api/console/boards'
import { notify } from '../../../api/console/notices'
import { useCloudLocation } from '../../../api/session/location'
import { useMayWrite } from '../../../api/session/session'
import { ErrorText } from '../../../ui/feedback/ErrorText'
import { ConcurrentChanges } from '../../../ui/forms/concurrent/ConcurrentChanges'
import css from '../monitoring.module.css'
import type { Time } from '../time/useTime'
import type { BoardPage } from './useBoardPage'
import { useBoardSave } from './useBoardSave'

const NameDialog = lazy(async () => ({ default: (await import('./NameDialog')).NameDialog }))
const ConfirmDialog = lazy(async () => ({
  default: (await import('../../../ui/feedback/ConfirmDialog')).ConfirmDialog,
}))

/** The board on display, and its actions. */
export function BoardBar({ page, time }: { page: BoardPage; time: Time }) {
  const { t } = useTranslation('monitoring')
  const { account, region } = useCloudLocation()
  const mayWrite = useMayWrite()
  const write = useBoardWrite()
  const [openDialog, setOpen] = useState<'name' | 'remove' | undefined>()
  const { board, boards } = page
  const boardsHere =
    boards.data?.filter((item) => item.account === account && item.region === region) ?? []
  const chartTexts = page.charts.map(({ text }) => text)
  const range = time.choice.preset ?? ''
  const saving = useBoardSave(page, time)

  const saveAs = async (name: string) => {
    const added = await write.run({
      way: 'add',
      board: { name, account, region, charts: chartTexts, range },
    })
    notify('success', t('board.saved', { name }))
    if (added) page.show({ id: added.id, range: '' })
  }
  const remove = async () => {
    if (board) await write.run({ way: 'remove', id: board.id })
    page.show(undefined)
  }
  return (
    <>
      <div className={css.boards}>
        <NativeSelect
          size="xs"
          aria-label={t('board.which')}
          value={board?.id ?? ''}
          data={[
            { value: '', label: t('board.none') },
            ...boardsHere.map((item) => ({ value: item.id, label: item.name })),
          ]}
          onChange={(event) =>
            page.show(boardsHere.find((item) => item.id === event.currentTarget.value))
          }
        />
        {board && page.isChanged && <span>{t('board.changed', { name: board.name })}</span>}
        {mayWrite && board && page.isChanged && (
          <Button variant="default" loading={saving.isPending} onClick={() => saving.save()}>
            {t('board.save')}
          </Button>
        )}
        {board && page.isChanged && (
          <Button variant="subtle" onClick={() => page.show(board)}>
            {t('board.discard')}
          </Button>
        )}
        {mayWrite && chartTexts.length > 0 && (
          <Button variant="default" onClick={() => setOpen('name')}>
            {t('board.saveAs')}
          </Button>
        )}
        {mayWrite && board && (
          <Button variant="subtle" color="gray" onClick={() => setOpen('remove')}>
            {t('board.remove')}
          </Button>
        )}
      </div>
      {saving.error && <ErrorText error={saving.error} />}
      <ConcurrentChanges
        concurrency={saving.concurrency}
        whenDeleted={<p>{t('board.saveAsNew')}</p>}
      />
      {write.error && openDialog === undefined && <ErrorText error={write.error} />}
      <Suspense>
        {openDialog === 'name' && (
          <NameDialog
            isPending={write.isPending}
            error={write.error}
            onSave={saveAs}
            onClose={() => setOpen(undefined)}
          />
        )}
        {openDialog === 'remove' && board && (
          <ConfirmDialog
            isOpened
            title={t('board.removeTitle', { name: board.name })}
            confirmLabel={t('board.remove')}
            isDestructive
            onConfirm={remove}
            onClose={() => setOpen(undefined)}
          >
            {t('board.removeText')}
          </ConfirmDialog>
        )}
      </Suspense>
    </>
  )
}
