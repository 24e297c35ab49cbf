import { Checkbox } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from './column'

interface Options<Row> {
  rows: readonly Row[]
  keyOf: (row: Row) => string
  nameOf: (row: Row) => string
}

export interface Selection<Row> {
  /** To be put before the other columns. */
  column: Column<Row>
  /** Chosen rows that are still there. */
  chosen: readonly Row[]
  isAll: boolean
  toggleAll: () => void
  clear: () => void
}

/** Rows that are chosen to be worked on together; a refresh keeps the choice, what has gone leaves it. */
export function useSelection<Row>({ rows, keyOf, nameOf }: Options<Row>): Selection<Row> {
  const { t } = useTranslation()
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  const chosen = rows.filter((row) => keys.has(keyOf(row)))
  const isAll = rows.length > 0 && chosen.length === rows.length
  const column = useMemo(
    (): Column<Row> => ({
      id: 'select',
      label: t('table.select'),
      card: 'fact',
      cell: (row) => {
        const key = keyOf(row)
        const isChosen = keys.has(key)
        const next = () =>
          setKeys(
            (now) => new Set(isChosen ? [...now].filter((one) => one !== key) : [...now, key]),
          )
        return (
          <Checkbox
            size="xs"
            checked={isChosen}
            onChange={next}
            aria-label={t('table.selectRow', { name: nameOf(row) })}
          />
        )
      },
    }),
    [keys, keyOf, nameOf, t],
  )
  return {
    column,
    chosen,
    isAll,
    toggleAll: () => setKeys(new Set(isAll ? [] : rows.map(keyOf))),
    clear: () => setKeys(new Set()),
  }
}
