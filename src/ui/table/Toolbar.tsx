import { ActionIcon, Button, TextInput } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Read } from '../../api/client/read'
import { DataAge } from '../feedback/DataAge'
import { LazyMenu } from '../menu/LazyMenu'
import { IconColumns, IconFilter, IconSearch, IconX } from '../theme/icons'
import type { Column } from './column'
import { visibleColumns } from './column'
import css from './DataTable.module.css'
import type { Filter } from './filter'
import { saveColumns, savedColumns } from './savedColumns'
import type { ListState } from './useListState'

interface Props<Row> {
  list: ListState
  /** Key under which the browser remembers the chosen columns. */
  name: string
  columns: readonly Column<Row>[]
  read: Pick<Read<unknown>, 'dataUpdatedAt' | 'isFetching' | 'refetch'>
  filters?: readonly Filter[]
  /** Actions of the list. */
  children?: ReactNode
}

/**
 * The search is debounced: typing must not wait for navigation, and the URL does not need every
 * keystroke.
 */
function Search({ list }: { list: ListState }) {
  const { t } = useTranslation()
  const [text, setText] = useState(list.search)
  useEffect(() => setText(list.search), [list.search])
  return (
    <TextInput
      className={css.search}
      type="search"
      size="xs"
      leftSection={<IconSearch size={15} />}
      placeholder={t('search')}
      aria-label={t('search')}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        list.setSearch(event.currentTarget.value)
      }}
    />
  )
}

function FilterMenu({ filter, list }: { filter: Filter; list: ListState }) {
  const chosen = list.filters[filter.name] ?? []
  const toggle = (value: string) => {
    if (chosen.includes(value)) return chosen.filter((candidate) => candidate !== value)
    return filter.isSingle ? [value] : [...chosen, value]
  }
  return (
    <LazyMenu
      position="bottom-start"
      button={
        <Button variant="default" leftSection={<IconFilter size={15} />}>
          {filter.label}
        </Button>
      }
      entries={filter.options.map(({ value, label }) => ({
        id: value,
        kind: 'choice',
        label,
        isChosen: chosen.includes(value),
        onToggle: () => list.setFilter(filter.name, toggle(value)),
      }))}
    />
  )
}

/** Active search and filters as removable chips; a filter without matches stays visible. */
function Chips({ filters, list }: { filters: readonly Filter[]; list: ListState }) {
  const { t } = useTranslation()
  return filters.flatMap((filter) =>
    (list.filters[filter.name] ?? []).map((value) => {
      const optionLabel = filter.options.find((option) => option.value === value)?.label ?? value
      const name = t('table.chip', { name: filter.label, value: optionLabel })
      const otherValues = (list.filters[filter.name] ?? []).filter(
        (candidate) => candidate !== value,
      )
      return (
        <span key={`${filter.name} ${value}`} className={css.chip}>
          {name}
          <ActionIcon
            size={18}
            aria-label={t('table.removeFilter', { name })}
            onClick={() => list.setFilter(filter.name, otherValues)}
          >
            <IconX size={12} />
          </ActionIcon>
        </span>
      )
    }),
  )
}

const isOptional = ({ isFixed }: { isFixed?: boolean }) => !isFixed

function ColumnsMenu<Row>({ columns, list, name }: Pick<Props<Row>, 'columns' | 'list' | 'name'>) {
  const { t } = useTranslation()
  const shownIds = visibleColumns(columns, list.columns ?? savedColumns(name)).map(
    (column) => column.id,
  )
  const toggle = (id: string) => {
    const next = columns
      .map((column) => column.id)
      .filter((value) => (value === id ? !shownIds.includes(value) : shownIds.includes(value)))
    saveColumns(name, next)
    list.setColumns(next)
  }
  return (
    <LazyMenu
      button={
        <ActionIcon variant="default" aria-label={t('table.columns')} title={t('table.columns')}>
          <IconColumns size={16} />
        </ActionIcon>
      }
      entries={columns
        .slice(1)
        .filter(isOptional)
        .map(({ id, label }) => ({
          id,
          kind: 'choice',
          label,
          isChosen: shownIds.includes(id),
          onToggle: () => toggle(id),
        }))}
    />
  )
}

/** A table's toolbar: search, filters, column selection, data age and actions. */
export function Toolbar<Row>({ list, name, columns, read, filters = [], children }: Props<Row>) {
  return (
    <div className={css.toolbar}>
      <Search list={list} />
      {filters.map((filter) => (
        <FilterMenu key={filter.name} filter={filter} list={list} />
      ))}
      <Chips filters={filters} list={list} />
      <div className={css.right}>
        <DataAge read={read} />
        <span className={css.onWide}>
          <ColumnsMenu columns={columns} list={list} name={name} />
        </span>
        {children}
      </div>
    </div>
  )
}
