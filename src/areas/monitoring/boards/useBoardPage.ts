import { useSearchParams } from 'react-router'
import { type Board, useBoards } from '../../../api/console/boards'
import { type ChartSpec, readSpec, writeSpec } from '../charts/spec'

/** A chart of the page; `spec` is undefined where its text is invalid. */
export interface PageChart {
  text: string
  spec: ChartSpec | undefined
}

/** Whether a text, in any spelling, denotes the chart. */
function denotes(text: string, spec: ChartSpec): boolean {
  const parsed = readSpec(text)
  return parsed !== undefined && writeSpec(parsed) === writeSpec(spec)
}

/**
 * The page's charts: those in the URL, otherwise those of the board in the URL. Changes are kept in
 * the URL; the board changes only when it is saved.
 */
export function useBoardPage() {
  const [search, setSearch] = useSearchParams()
  const id = search.get('board')
  const boards = useBoards()
  const board = boards.data?.find((item) => item.id === id)
  const listed = search.getAll('c')
  const isDraft = search.has('c')
  const chartTexts = isDraft ? listed.filter(Boolean) : (board?.charts ?? [])
  const charts = [...new Set(chartTexts)].map((text): PageChart => ({ text, spec: readSpec(text) }))

  const write = (next: readonly string[], range = '') =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before)
        after.delete('c')
        for (const text of next) after.append('c', text)
        if (range !== '' && range !== after.get('range')) {
          after.delete('from')
          after.delete('to')
          after.set('range', range)
        }
        // An empty list also counts as a change.
        if (next.length === 0) after.append('c', '')
        return after
      },
      // Flushed, because an immediate save must include these charts.
      { preventScrollReset: true, flushSync: true },
    )
  return {
    boards,
    /** The board named in the URL, once loaded. */
    board,
    isMissing: id !== null && boards.data !== undefined && board === undefined,
    charts,
    /** Whether the charts differ from the saved board. */
    isChanged: isDraft && chartTexts.join('\n') !== (board?.charts.join('\n') ?? ''),
    add: (specs: readonly ChartSpec[]) => write([...chartTexts, ...specs.map(writeSpec)]),
    /** Replaces all charts; also sets the range if a preset is given. */
    set: write,
    remove: (text: string) => write(chartTexts.filter((chartText) => chartText !== text)),
    removeChart: (spec: ChartSpec) => write(chartTexts.filter((text) => !denotes(text, spec))),
    replace: (spec: ChartSpec, next: ChartSpec) =>
      write(chartTexts.map((text) => (denotes(text, spec) ? writeSpec(next) : text))),
    /** Shows a saved board; undefined for an empty page. */
    show: (next: Pick<Board, 'id' | 'range'> | undefined) =>
      setSearch((before) => {
        const after = new URLSearchParams(before)
        after.delete('c')
        after.delete('board')
        if (next) after.set('board', next.id)
        if (next?.range) {
          after.delete('from')
          after.delete('to')
          after.set('range', next.range)
        }
        return after
      }),
  }
}

export type BoardPage = ReturnType<typeof useBoardPage>
