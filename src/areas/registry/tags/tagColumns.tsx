import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { registryImage } from '../../../contract/formats/registryNames'
import { useFormats } from '../../../i18n/useFormats'
import { RowMenu } from '../../../ui/menu/RowMenu'
import { useForbiddenReasons } from '../../../ui/menu/useForbiddenReason'
import type { Column } from '../../../ui/table/column'
import { type Selection, withSelection } from '../../../ui/table/selection'
import { Age } from '../../../ui/value/Age'
import { Mono } from '../../../ui/value/Mono'
import { useCopy } from '../../../ui/value/useCopy'
import { sizeParts } from '../registryState'
import type { ImageUsage } from '../useImageUsage'
import { Digest } from './Digest'
import { RunsIn } from './RunsIn'
import type { TagRow } from './useTags'

export type TagAction = 'copy' | 'deploy' | 'compare' | 'delete'

interface Options {
  reponame: string
  selection: Selection
  /** Version ranks of the tags; undefined unless the list is sorted by version. */
  ranks: ReadonlyMap<string, number> | undefined
  usage: ImageUsage | undefined
  open: (action: TagAction, tag: TagRow) => void
}

/** The shell command that pulls an image. */
export const pullCommand = (reponame: string, tag: string) =>
  `docker pull ${registryImage(reponame, tag)}`

function TagMenu({ reponame, tag, open }: Pick<Options, 'reponame' | 'open'> & { tag: TagRow }) {
  const { t } = useTranslation('registry')
  const { t: common } = useTranslation()
  const forbiddenReason = useForbiddenReasons()
  const command = pullCommand(reponame, tag.tagName)
  const copy = useCopy()
  return (
    <RowMenu
      name={tag.tagName}
      actions={[
        {
          id: 'pull',
          label: t('tags.copyCommand'),
          onClick: () => void copy(command, t('tags.copiedCommand', { command })),
        },
        {
          id: 'deploy',
          label: t('tags.deploy'),
          reason: forbiddenReason('ModifyClusterServiceImage'),
          onClick: () => open('deploy', tag),
        },
        {
          id: 'copy',
          label: t('tags.copy'),
          reason: forbiddenReason('DuplicateImage'),
          onClick: () => open('copy', tag),
        },
        {
          id: 'delete',
          label: common('delete'),
          reason: forbiddenReason('BatchDeleteTag'),
          onClick: () => open('delete', tag),
        },
      ]}
    />
  )
}

export function useTagColumns({
  reponame,
  selection,
  ranks,
  usage,
  open,
}: Options): Column<TagRow>[] {
  const { t } = useTranslation('registry')
  const { t: common } = useTranslation()
  const { number } = useFormats()
  return useMemo(() => {
    const allColumns: Column<TagRow>[] = [
      {
        id: 'name',
        label: common('name'),
        card: 'name',
        sort: (row) => row.tagName,
        cell: (row) => <Mono>{row.tagName}</Mono>,
      },
      {
        id: 'runs',
        label: t('tags.runs'),
        card: 'status',
        cell: (row) => <RunsIn reponame={reponame} tag={row} usage={usage} />,
      },
      {
        id: 'size',
        label: t('tags.size'),
        card: 'fact',
        isNumeric: true,
        sort: (row) => row.sizeByte,
        cell: (row) => number(...sizeParts(row.sizeByte)),
      },
      {
        id: 'pushed',
        label: t('tags.pushed'),
        card: 'fact',
        isNumeric: true,
        sort: (row) => row.pushedAt,
        cell: (row) => <Age time={row.pushTime} />,
      },
      {
        id: 'digest',
        label: t('tags.digest'),
        cell: (row) => <Digest>{row.tagId}</Digest>,
      },
      {
        id: 'system',
        label: t('tags.system'),
        sort: (row) => `${row.os} ${row.architecture}`,
        cell: (row) => [row.os, row.architecture].filter(Boolean).join('/') || '–',
      },
      {
        id: 'author',
        label: t('tags.author'),
        sort: (row) => row.author,
        cell: (row) => row.author || '–',
      },
      {
        id: 'version',
        label: t('tags.version'),
        isExtra: true,
        isNumeric: true,
        sort: (row) => ranks?.get(row.tagName) ?? 0,
        cell: (row) => ranks?.get(row.tagName) ?? '–',
      },
      {
        id: 'docker',
        label: t('tags.docker'),
        isExtra: true,
        sort: (row) => row.dockerVersion,
        cell: (row) => row.dockerVersion || '–',
      },
      {
        id: 'built',
        label: t('tags.built'),
        isExtra: true,
        isNumeric: true,
        cell: (row) => <Age time={row.creationTime} />,
      },
      {
        id: 'actions',
        label: common('actions'),
        isNumeric: true,
        card: 'menu',
        cell: (row) => <TagMenu reponame={reponame} tag={row} open={open} />,
      },
    ]
    const keyOf = (row: TagRow) => row.tagName
    return withSelection(allColumns, { keyOf, nameOf: keyOf, selection }, (name) =>
      common('table.selectRow', { name }),
    )
  }, [t, common, number, reponame, selection, ranks, usage, open])
}
