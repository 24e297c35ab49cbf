import { useTranslation } from 'react-i18next'
import { useFormats } from '../../../i18n/useFormats'
import { Dialog } from '../../../ui/feedback/Dialog'
import { Age } from '../../../ui/value/Age'
import css from '../registry.module.css'
import { sizeParts } from '../registryState'
import { useImageUsage } from '../useImageUsage'
import { Digest } from './Digest'
import { usesOfTag } from './RunsIn'
import type { TagRow } from './useTags'

interface Props {
  reponame: string
  tags: readonly TagRow[]
  onClose: () => void
}

/** Compares two tags, highlights differences and points out when both are the same image. */
export function CompareDialog({ reponame, tags, onClose }: Props) {
  const { t } = useTranslation('registry')
  const { number } = useFormats()
  const usage = useImageUsage()
  const [firstTag, secondTag] = tags
  if (!firstTag || !secondTag) return null
  const isSame = firstTag.tagId === secondTag.tagId
  const difference = secondTag.sizeByte - firstTag.sizeByte
  const runs = (tag: TagRow) =>
    usesOfTag(usage.data, reponame, tag)
      .map((use) => use.serviceName)
      .join(', ') || '–'
  const text = (label: string, of: (tag: TagRow) => string) => ({
    label,
    values: [of(firstTag), of(secondTag)] as const,
    cells: [of(firstTag) || '–', of(secondTag) || '–'],
  })
  const time = (label: string, of: (tag: TagRow) => string) => ({
    label,
    values: [of(firstTag), of(secondTag)] as const,
    cells: [firstTag, secondTag].map((tag) => <Age key={tag.tagName} time={of(tag)} isFull />),
  })
  const digest = (label: string, of: (tag: TagRow) => string) => ({
    label,
    values: [of(firstTag), of(secondTag)] as const,
    cells: [firstTag, secondTag].map((tag) => <Digest key={tag.tagName}>{of(tag)}</Digest>),
  })
  const rows = [
    digest(t('tags.digest'), (tag) => tag.tagId),
    digest(t('tags.imageId'), (tag) => tag.imageId),
    text(t('tags.size'), (tag) => number(...sizeParts(tag.sizeByte))),
    time(t('tags.pushed'), (tag) => tag.pushTime),
    time(t('tags.built'), (tag) => tag.creationTime),
    text(t('tags.system'), (tag) => [tag.os, tag.architecture].filter(Boolean).join('/')),
    text(t('tags.author'), (tag) => tag.author),
    text(t('tags.docker'), (tag) => tag.dockerVersion),
    text(t('tags.runs'), runs),
  ]
  return (
    <Dialog
      size="lg"
      onClose={onClose}
      title={t('compare.title', { one: firstTag.tagName, other: secondTag.tagName })}
    >
      <p>
        {isSame
          ? t('compare.same')
          : t('compare.differ', {
              size: number(...sizeParts(Math.abs(difference))),
              context: difference < 0 ? 'smaller' : 'larger',
            })}
      </p>
      <div className={css.scroll}>
        <table className={css.plain}>
          <thead>
            <tr>
              <td />
              <th scope="col">{firstTag.tagName}</th>
              <th scope="col">{secondTag.tagName}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, values, cells }) => (
              <tr key={label} data-differs={values[0] !== values[1] || undefined}>
                <th scope="row">{label}</th>
                <td>{cells[0]}</td>
                <td>{cells[1]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  )
}
