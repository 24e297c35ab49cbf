import { NativeSelect } from '@mantine/core'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { compareTags } from '../../../contract/rules/versions'
import { useFormats } from '../../../i18n/useFormats'
import { useForbiddenReason } from '../../../ui/menu/useForbiddenReason'
import { BulkBar } from '../../../ui/table/BulkBar'
import { List } from '../../../ui/table/List'
import { matchesSearch } from '../../../ui/table/search'
import { useSelection } from '../../../ui/table/selection'
import { type ListState, useListState } from '../../../ui/table/useListState'
import { IconTrash } from '../../../ui/theme/icons'
import css from '../registry.module.css'
import { useRepository } from '../repositories/useRepository'
import { useImageUsage } from '../useImageUsage'
import { type TagAction, useTagColumns } from './tagColumns'
import { type TagRow, useTags } from './useTags'

const dialogs = {
  copy: lazy(async () => ({ default: (await import('./CopyTagDialog')).CopyTagDialog })),
  deploy: lazy(async () => ({ default: (await import('./DeployDialog')).DeployDialog })),
  compare: lazy(async () => ({ default: (await import('./CompareDialog')).CompareDialog })),
  delete: lazy(async () => ({ default: (await import('./DeleteTagsDialog')).DeleteTagsDialog })),
}

/** The API's own order of tags, which does not require loading all pages. */
const newestFirst = { id: 'pushed', isDescending: true }

const orders = ['-pushed', 'pushed', 'name', '-version', 'version', '-size'] as const

function OrderSelect({ list }: { list: ListState }) {
  const { t } = useTranslation('registry')
  const { id, isDescending } = list.sort ?? newestFirst
  const value = `${isDescending ? '-' : ''}${id}`
  return (
    <NativeSelect
      size="xs"
      aria-label={t('tags.order')}
      value={value}
      data={[
        ...(orders.some((order) => order === value)
          ? []
          : [{ value, label: t('tags.otherOrder') }]),
        ...orders.map((order) => ({ value: order, label: t(`tags.orders.${order}`) })),
      ]}
      onChange={(event) => {
        const next = event.currentTarget.value
        list.setSort({ id: next.replace(/^-/, ''), isDescending: next.startsWith('-') })
      }}
    />
  )
}

/** Ranks of tags by version; computed only for that sort order. */
const ranksOf = (rows: readonly TagRow[]) =>
  new Map(rows.toSorted(compareTags).map(({ tagName }, index) => [tagName, index]))

/** A repository's tags with the services that run them, and their actions. */
export function TagsTab() {
  const { t } = useTranslation('registry')
  const { t: common } = useTranslation()
  const { number } = useFormats()
  const { reponame } = useRepository()
  const list = useListState({ sort: newestFirst })
  const isPlain = list.sort?.id === 'pushed' && list.sort.isDescending
  const { read, rows, total, more, isComplete } = useTags(reponame, {
    isAll: !isPlain || list.search !== '',
  })
  const matches = useMemo(
    () =>
      rows?.filter((row) =>
        matchesSearch(list.search, [
          row.tagName,
          row.tagId,
          row.author,
          `${row.os}/${row.architecture}`,
          row.dockerVersion,
        ]),
      ),
    [rows, list.search],
  )
  const usage = useImageUsage()
  const selection = useSelection()
  const reason = useForbiddenReason('BatchDeleteTag')
  const [opened, setOpened] = useState<{ action: TagAction; tags: readonly TagRow[] }>()
  const byVersion = list.sort?.id === 'version'
  const ranks = useMemo(() => (byVersion && rows ? ranksOf(rows) : undefined), [byVersion, rows])
  const openDialog = useCallback(
    (action: TagAction, tag: TagRow) => setOpened({ action, tags: [tag] }),
    [],
  )
  const columns = useTagColumns({
    reponame,
    selection,
    ranks,
    usage: usage.data,
    open: openDialog,
  })
  const chosen = (rows ?? []).filter((row) => selection.chosen.has(row.tagName))
  const Dialog = opened && dialogs[opened.action]
  const isNotYetAll = rows && total !== undefined && rows.length < total
  return (
    <>
      <BulkBar
        selection={selection}
        count={chosen.length}
        actions={[
          {
            id: 'compare',
            label: t('tags.compare'),
            reason: chosen.length === 2 ? undefined : t('tags.needsTwo'),
            onClick: () => setOpened({ action: 'compare', tags: chosen }),
          },
          {
            id: 'delete',
            label: common('delete'),
            icon: <IconTrash size={15} />,
            reason,
            onClick: () => setOpened({ action: 'delete', tags: chosen }),
          },
        ]}
      />
      <List
        label={t('tab.tags')}
        name="tags"
        rows={matches}
        rowKey={(row) => row.tagName}
        columns={columns}
        list={list}
        read={read}
        empty={{ title: t('tags.empty'), text: t('tags.emptyText') }}
        failed={t('tags.unreadable')}
        {...(isPlain && more && { onEnd: more })}
      >
        <OrderSelect list={list} />
      </List>
      {isNotYetAll && (
        <p className={css.small} role="status">
          {t(isPlain || isComplete ? 'tags.someRead' : 'tags.reading', {
            read: number(rows.length),
            total: number(total),
          })}
        </p>
      )}
      <Suspense fallback={null}>
        {Dialog && opened && (
          <Dialog
            reponame={reponame}
            tags={opened.tags}
            onClose={() => setOpened(undefined)}
            onDeleted={selection.clear}
          />
        )}
      </Suspense>
    </>
  )
}
