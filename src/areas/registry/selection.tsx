import { Checkbox } from '@mantine/core'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '../../ui/table/column'

export interface Selection {
  chosen: ReadonlySet<string>
  toggle: (key: string) => void
  clear: () => void
}

/** Rows that are ticked, by their keys; a refresh leaves them ticked. */
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
  const clear = useCallback(() => setChosen(new Set()), [])
  return useMemo(() => ({ chosen, toggle, clear }), [chosen, toggle, clear])
}

/** A box to tick in front of a row's name. */
export function Tick({ name, selection }: { name: string; selection: Selection }) {
  const { t } = useTranslation('registry')
  return (
    <Checkbox
      size="xs"
      aria-label={t('select', { name })}
      checked={selection.chosen.has(name)}
      onChange={() => selection.toggle(name)}
    />
  )
}

/** The first column with a box to tick in front of its cells. */
export function withTick<Row>(
  column: Column<Row>,
  keyOf: (row: Row) => string,
  selection: Selection,
  className: string | undefined,
): Column<Row> {
  return {
    ...column,
    cell: (row) => (
      <span className={className}>
        <Tick name={keyOf(row)} selection={selection} />
        {column.cell(row)}
      </span>
    ),
  }
}
