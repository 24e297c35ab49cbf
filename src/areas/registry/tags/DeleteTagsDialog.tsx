import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../../api/client/act'
import { useNamedInProduction } from '../../../api/session/production'
import { BatchDeleteTag } from '../../../contract/actions/registry/tags'
import { useFormats } from '../../../i18n/useFormats'
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog'
import css from '../registry.module.css'
import { sizeParts } from '../registryState'
import { type ImageUse, useImageUsage } from '../useImageUsage'
import { usesOfTag } from './RunsIn'
import type { TagRow } from './useTags'

/** Maximum rows; more would push the buttons out of view. */
const maxShown = 12

/** The services with their clusters, each once: a service may run a tag in several containers. */
const namesOfServices = (uses: readonly ImageUse[]) =>
  [...new Set(uses.map((use) => `${use.serviceName} (${use.clusterName})`))].join(', ')

interface Props {
  reponame: string
  tags: readonly TagRow[]
  onClose: () => void
  onDeleted: () => void
}

/** Deletes tags; those in use are listed first and need an extra confirmation. */
export function DeleteTagsDialog({ reponame, tags, onClose, onDeleted }: Props) {
  const { t } = useTranslation('registry')
  const { number } = useFormats()
  const usage = useImageUsage({ isFresh: true })
  /** Risks that the user has confirmed: usage unknown, or in use. */
  const [sureOf, setSureOf] = useState<'unknown' | 'running'>()
  const name = tags[0]?.tagName ?? ''
  const act = useAct(BatchDeleteTag, {
    notice: t('deleteTags.notice', { count: tags.length, name }),
  })
  const confirmation = useNamedInProduction(tags.length === 1 ? name : String(tags.length))
  const runs = (tag: TagRow) => usesOfTag(usage.data, reponame, tag)
  const running = tags.filter((tag) => runs(tag).length > 0)
  const shownTags = [...running, ...tags.filter((tag) => !running.includes(tag))].slice(0, maxShown)
  const size = tags.reduce((sum, tag) => sum + tag.sizeByte, 0)
  // A service that could not be read may run the tag too.
  const isUncertain = !usage.data || usage.isFetching || usage.data.unread > 0
  return (
    <ConfirmDialog
      {...confirmation}
      isOpened
      isDestructive
      isBlocked={running.length > 0 ? sureOf !== 'running' : isUncertain && sureOf !== 'unknown'}
      onClose={onClose}
      title={t('deleteTags.title', { count: tags.length, name, repo: reponame })}
      confirmLabel={t('deleteTags.submit', { count: tags.length })}
      onConfirm={async (confirm) => {
        await act.run({ reponame, tags: tags.map((tag) => tag.tagName) }, { confirm })
        onDeleted()
      }}
    >
      <p>{t('deleteTags.text', { size: number(...sizeParts(size)) })}</p>
      <ul className={css.list}>
        {shownTags.map((tag) => (
          <li key={tag.tagName}>
            <code>{tag.tagName}</code>{' '}
            {runs(tag).length > 0 && (
              <strong>
                {t('deleteTags.runs', {
                  services: namesOfServices(runs(tag)),
                })}
              </strong>
            )}
          </li>
        ))}
        {tags.length > maxShown && (
          <li className={css.dim}>{t('uses.more', { count: tags.length - maxShown })}</li>
        )}
      </ul>
      {running.length > 0 && (
        <div className={css.warning}>
          <p>{t('deleteTags.consequence', { count: running.length })}</p>
          <Checkbox
            mt={8}
            checked={sureOf === 'running'}
            onChange={(event) => setSureOf(event.currentTarget.checked ? 'running' : undefined)}
            label={t('deleteTags.sure', { count: running.length })}
          />
        </div>
      )}
      {running.length === 0 && isUncertain && (
        <div className={css.warning}>
          <p>
            {usage.error
              ? t('uses.failed')
              : usage.data && !usage.isFetching
                ? t('uses.unread', { count: usage.data.unread })
                : t('uses.reading')}
          </p>
          <Checkbox
            mt={8}
            checked={sureOf === 'unknown'}
            onChange={(event) => setSureOf(event.currentTarget.checked ? 'unknown' : undefined)}
            label={t('deleteTags.sureUnknown')}
          />
        </div>
      )}
    </ConfirmDialog>
  )
}
