import { NativeSelect } from '@mantine/core'
import { type SyntheticEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readBoards, useBoards, useBoardWrite } from '../../../api/console/boards'
import { notify } from '../../../api/console/notices'
import { useCloudLocation } from '../../../api/session/location'
import { FormDialog } from '../../../ui/forms/FormDialog'
import { type ChartSpec, writeSpec } from '../charts/spec'
import { BoardNameInput } from './BoardNameInput'

/** Pins a chart to an existing or a new board. */
export function PinDialog({ spec, onClose }: { spec: ChartSpec; onClose: () => void }) {
  const { t } = useTranslation('monitoring')
  const { account, region } = useCloudLocation()
  const boards = useBoards()
  const write = useBoardWrite()
  const boardsHere =
    boards.data?.filter((item) => item.account === account && item.region === region) ?? []
  const [chosen, setChosen] = useState<string | undefined>()
  const [name, setName] = useState('')
  const [isMissing, setMissing] = useState(false)
  const id = chosen ?? boardsHere[0]?.id ?? ''
  const board = boardsHere.find((item) => item.id === id)

  const submit = async (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!board && name.trim() === '') return setMissing(true)
    const chart = writeSpec(spec)
    try {
      if (board) {
        // Add to the current board, which another user may have changed since it was listed.
        const storedBoard =
          (await readBoards()).find((candidate) => candidate.id === board.id) ?? board
        const charts = [...storedBoard.charts.filter((candidate) => candidate !== chart), chart]
        await write.run({ way: 'change', board: { ...storedBoard, charts } })
      } else {
        const newBoard = { name: name.trim(), account, region, charts: [chart], range: '' }
        await write.run({ way: 'add', board: newBoard })
      }
      notify('success', t('board.pinned', { name: board?.name ?? name.trim() }))
      onClose()
    } catch {
      // The error is shown in the dialog.
    }
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('board.pinTitle', { title: t(`metric.${spec.metric}`) })}
      submitLabel={t('board.pinShort')}
      submit={(event) => void submit(event)}
      isPending={write.isPending}
      error={write.error ?? boards.error}
    >
      {boardsHere.length > 0 && (
        <NativeSelect
          label={t('board.which')}
          value={id}
          data={[
            ...boardsHere.map((item) => ({ value: item.id, label: item.name })),
            { value: 'new', label: t('board.new') },
          ]}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      )}
      {!board && <BoardNameInput value={name} isMissing={isMissing} onChange={setName} />}
    </FormDialog>
  )
}
