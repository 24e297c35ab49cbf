import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Board, readBoards, useBoardWrite } from '../../../api/console/boards'
import { notify } from '../../../api/console/notices'
import { useConsoleSave } from '../../../api/merge/useConsoleSave'
import type { Time } from '../time/useTime'
import type { BoardPage } from './useBoardPage'

/**
 * A board's content with each chart as a separate field, so that a merge keeps the charts of both
 * users.
 */
interface Content {
  charts: Readonly<Record<string, string>>
  range: string
}

const contentOf = ({ charts, range }: Pick<Board, 'charts' | 'range'>): Content => ({
  charts: Object.fromEntries(charts.map((chart) => [chart, chart])),
  range,
})

/**
 * Saves the page's charts to the board on display, merged with concurrent changes by other users.
 */
export function useBoardSave({ board, charts, isChanged, set, show }: BoardPage, { choice }: Time) {
  const { t } = useTranslation('monitoring')
  const write = useBoardWrite()
  const version = useRef(0)
  const values = contentOf({ charts: charts.map(({ text }) => text), range: choice.preset ?? '' })
  const { rebase, save, ...state } = useConsoleSave<Content>({
    initial: values,
    values,
    set: (next) => set(Object.keys(next.charts), next.range),
    stored: async () => {
      const storedBoard = (await readBoards()).find(({ id }) => id === board?.id)
      version.current = storedBoard?.version ?? 0
      return storedBoard && contentOf(storedBoard)
    },
    conflict: 'BoardChanged',
  })

  // The board on which the user's edits are based: its state at the first change of a chart.
  const based = useRef<string>(undefined)
  useEffect(() => {
    if (!board || (isChanged && based.current === board.id)) return
    based.current = board.id
    rebase(contentOf(board))
  })

  return {
    ...state,
    save: () => {
      if (!board) return
      const { id, name } = board
      const content = { charts: Object.keys(values.charts), range: values.range }
      void save(
        () =>
          write.run({ way: 'change', board: { id, name, ...content, version: version.current } }),
        () => {
          notify('success', t('board.saved', { name }))
          show({ id, range: '' })
        },
      )
    },
  }
}
