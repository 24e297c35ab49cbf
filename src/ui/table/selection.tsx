import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from './column'
import css from './selection.module.css'

export interface Selection {
  chosen: ReadonlySet<string>
  toggle: (key: string) => void
  set: (keys: readonly string[]) => void
  clear: () => void
}

/** Selected rows by key; the selection survives a refresh. */
export function useSelection(): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const toggle = useCallback(
    (key: string) =>
      setChosen((before) => {
        const next = new Set(before)
        if (!next.delete(key)) next.add(key)
        return next
      }),
    [],
  )
  const set = useCallback((keys: readonly string[]) => setChosen(new Set(keys)), [])
  const clear = useCallback(() => setChosen(new Set()), [])
  return useMemo(() => ({ chosen, toggle, set, clear }), [chosen, toggle, set, clear])
}

interface SelectionOptions<Row> {
  keyOf: (row: Row) => string
  /** The row's accessible name. */
  nameOf: (row: Row) => string
  selection: Selection
}

/** Adds a checkbox to the first column; `labelOf` returns its accessible label. */
export function withSelection<Row>(
  [first, ...rest]: readonly Column<Row>[],
  { keyOf, nameOf, selection }: SelectionOptions<Row>,
  labelOf: (name: string) => string,
): Column<Row>[] {
  if (!first) return []
  const checkable: Column<Row> = {
    ...first,
    cell: (row) => (
      <span className={css.ticked}>
        <input
          type="checkbox"
          className={css.box}
          aria-label={labelOf(nameOf(row))}
          checked={selection.chosen.has(keyOf(row))}
          onChange={() => selection.toggle(keyOf(row))}
        />
        {first.cell(row)}
      </span>
    ),
  }
  return [checkable, ...rest]
}

/** Header checkbox that selects all rows that match search and filters, or none. */
export function SelectAll({ keys, selection }: { keys: readonly string[]; selection: Selection }) {
  const { t } = useTranslation()
  const count = keys.filter((key) => selection.chosen.has(key)).length
  const isAll = keys.length > 0 && count === keys.length
  return (
    <input
      type="checkbox"
      className={`${css.box} ${css.all}`}
      aria-label={t('table.selectAll')}
      checked={isAll}
      ref={(box) => {
        if (box) box.indeterminate = count > 0 && !isAll
      }}
      onChange={() => selection.set(isAll ? [] : keys)}
    />
  )
}
