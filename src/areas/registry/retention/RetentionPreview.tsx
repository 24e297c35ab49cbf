import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type RetentionVerdict,
  retentionOf,
  type Strategy,
} from '../../../contract/rules/retention'
import { useFormats } from '../../../i18n/useFormats'
import type { Column } from '../../../ui/table/column'
import { List } from '../../../ui/table/List'
import { matchesSearch } from '../../../ui/table/search'
import { useListState } from '../../../ui/table/useListState'
import { IconCheck, IconTrash } from '../../../ui/theme/icons'
import { Age } from '../../../ui/value/Age'
import { Mono } from '../../../ui/value/Mono'
import { useMinute } from '../../../ui/value/useNow'
import css from '../registry.module.css'
import { sizeParts } from '../registryState'
import { RunsIn, usesOfTag } from '../tags/RunsIn'
import { type TagRow, useTags } from '../tags/useTags'
import { useImageUsage } from '../useImageUsage'
import verdictCss from './Verdict.module.css'

/** A tag with the verdicts of the previewed and the current strategy. */
interface PreviewedTag extends RetentionVerdict<TagRow> {
  keptNow: boolean | undefined
}

function VerdictMark({ keeps }: { keeps: boolean }) {
  const { t } = useTranslation('registry')
  const Icon = keeps ? IconCheck : IconTrash
  return (
    <span className={verdictCss.root} data-keeps={keeps}>
      <Icon size={15} aria-hidden />
      {t(keeps ? 'preview.kept' : 'preview.deleted')}
    </span>
  )
}

interface Props {
  reponame: string
  strategy: Strategy
  /** Verdict of the current strategy, if it differs from the previewed one. */
  current: Strategy | undefined
}

function usePreviewedTags({ reponame, strategy, current }: Props) {
  const tags = useTags(reponame, { isAll: true })
  const minute = useMinute()
  const { type, value } = strategy
  const presentType = current?.type
  const presentValue = current?.value
  const previewed = useMemo(() => {
    if (!tags.rows) return undefined
    const keptTags =
      presentType !== undefined && presentValue !== undefined
        ? new Map(
            retentionOf(tags.rows, { type: presentType, value: presentValue }, minute).map(
              (verdict) => [verdict.tag.tagName, verdict.keeps],
            ),
          )
        : undefined
    return retentionOf(tags.rows, { type, value }, minute).map(
      (verdict): PreviewedTag => ({ ...verdict, keptNow: keptTags?.get(verdict.tag.tagName) }),
    )
  }, [tags.rows, type, value, presentType, presentValue, minute])
  return { ...tags, previewed }
}

/**
 * Previews a strategy as if the quota were reached now: each tag kept or deleted, and by which
 * rule. Read-only: the preview deletes nothing.
 */
export function RetentionPreview(props: Props) {
  const { reponame, strategy, current } = props
  const { t } = useTranslation('registry')
  const { t: common } = useTranslation()
  const { number } = useFormats()
  const list = useListState({ filters: ['verdict'] })
  const usage = useImageUsage()
  const { read, previewed, isComplete, total } = usePreviewedTags(props)
  const deletedTags = previewed?.filter((tag) => !tag.keeps) ?? []
  const size = deletedTags.reduce((sum, tag) => sum + tag.tag.sizeByte, 0)
  const running = deletedTags.filter((tag) => usesOfTag(usage.data, reponame, tag.tag).length > 0)
  const more = previewed?.filter((tag) => tag.keptNow === true && !tag.keeps).length ?? 0
  const fewer = previewed?.filter((tag) => tag.keptNow === false && tag.keeps).length ?? 0

  const columns = useMemo((): Column<PreviewedTag>[] => {
    const allColumns: Column<PreviewedTag>[] = [
      {
        id: 'name',
        label: common('name'),
        card: 'name',
        sort: (row) => row.tag.tagName,
        cell: (row) => <Mono>{row.tag.tagName}</Mono>,
      },
      {
        id: 'verdict',
        label: t('preview.verdict'),
        card: 'status',
        sort: (row) => (row.keeps ? 1 : 0),
        cell: (row) => <VerdictMark keeps={row.keeps} />,
      },
      {
        id: 'why',
        label: t('preview.why'),
        card: 'fact',
        cell: (row) =>
          t(`preview.by.${strategy.type}`, {
            context: row.keeps ? 'kept' : 'deleted',
            rank: number(row.rank),
            age: number(row.age),
            value: number(strategy.value),
          }),
      },
      {
        id: 'runs',
        label: t('tags.runs'),
        card: 'fact',
        cell: (row) => <RunsIn reponame={reponame} tag={row.tag} usage={usage.data} />,
      },
      {
        id: 'size',
        label: t('tags.size'),
        isNumeric: true,
        sort: (row) => row.tag.sizeByte,
        cell: (row) => number(...sizeParts(row.tag.sizeByte)),
      },
      {
        id: 'pushed',
        label: t('tags.pushed'),
        isNumeric: true,
        card: 'fact',
        sort: (row) => row.tag.pushedAt,
        cell: (row) => <Age time={row.tag.pushTime} />,
      },
      {
        id: 'now',
        label: t('preview.now'),
        sort: (row) => (row.keptNow ? 1 : 0),
        cell: (row) => (row.keptNow === undefined ? '–' : <VerdictMark keeps={row.keptNow} />),
      },
    ]
    return current ? allColumns : allColumns.filter((column) => column.id !== 'now')
  }, [t, common, number, reponame, usage.data, strategy.type, strategy.value, current])

  const verdicts = list.filters.verdict
  const rows = previewed?.filter(
    (tag) =>
      (verdicts?.some((verdict) =>
        verdict === 'changed'
          ? tag.keptNow !== undefined && tag.keptNow !== tag.keeps
          : (verdict === 'kept') === tag.keeps,
      ) ??
        true) &&
      matchesSearch(list.search, [tag.tag.tagName]),
  )
  return (
    <section className={css.section} aria-label={t('preview.title')}>
      <h2>{t('preview.title')}</h2>
      <div aria-live="polite" className={css.stack}>
        {previewed && isComplete ? (
          <p>
            {t('preview.sum', {
              kept: number(previewed.length - deletedTags.length),
              count: deletedTags.length,
              deleted: number(deletedTags.length),
              size: number(...sizeParts(size)),
            })}{' '}
            {current && t('preview.against', { more: number(more), fewer: number(fewer) })}
          </p>
        ) : (
          <p>
            {t('tags.reading', { read: number(previewed?.length ?? 0), total: number(total ?? 0) })}
          </p>
        )}
        {running.length > 0 && (
          <p className={css.warning}>
            {t('preview.running', {
              count: running.length,
              names: running
                .slice(0, 5)
                .map((tag) => tag.tag.tagName)
                .join(', '),
            })}
          </p>
        )}
        {usage.data && usage.data.unread > 0 && (
          <p className={css.small}>{t('uses.unread', { count: usage.data.unread })}</p>
        )}
      </div>
      <List
        label={t('preview.title')}
        name="retention"
        rows={rows}
        rowKey={(row) => row.tag.tagName}
        columns={columns}
        list={list}
        read={read}
        empty={{ title: t('tags.empty'), text: t('tags.emptyText') }}
        failed={t('tags.unreadable')}
        filters={[
          {
            name: 'verdict',
            label: t('preview.verdict'),
            options: [
              { value: 'kept', label: t('preview.kept') },
              { value: 'deleted', label: t('preview.deleted') },
              ...(current ? [{ value: 'changed', label: t('preview.changed') }] : []),
            ],
          },
        ]}
      />
    </section>
  )
}
