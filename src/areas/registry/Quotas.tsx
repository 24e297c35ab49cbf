import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/client/read'
import { GetLimit } from '../../contract/actions/registry/account'
import { ListTrigger } from '../../contract/actions/registry/triggers'
import { GetNamespaceInfo } from '../../contract/actions/registry/undocumentedActions'
import { useFormats } from '../../i18n/useFormats'
import css from './Quotas.module.css'
import type { Repository } from './registryState'

type Type = 'namespace' | 'repo' | 'tag' | 'triggers'

/** The account's registry quotas (GetLimit); undefined while unknown. */
export function useLimits(): Partial<Record<Type, number>> {
  const { data } = useRead(GetLimit, {})
  return Object.fromEntries((data?.limitInfo ?? []).map(({ type, value }) => [type, value]))
}

const levelOf = (used: number, limit: number) =>
  used >= limit ? 'full' : used >= limit * 0.9 ? 'near' : 'well'

function Quota({ type, used, note }: { type: Type; used: number | undefined; note?: string }) {
  const { t } = useTranslation('registry')
  const { number } = useFormats()
  const limit = useLimits()[type]
  if (limit === undefined || used === undefined) return null
  const level = levelOf(used, limit)
  const share = limit > 0 ? Math.min(100, (100 * used) / limit) : 100
  return (
    <div className={css.one} data-level={level}>
      <div className={css.label}>
        <span>{t(`quota.${type}`)}</span>
        <strong>
          {t('quota.of', { used: number(used), limit: number(limit) })}
          {level === 'full' && ` · ${t('quota.full')}`}
        </strong>
      </div>
      <div className={css.bar} aria-hidden>
        <span style={{ width: `${share}%` }} />
      </div>
      {note !== undefined && <div className={css.note}>{note}</div>}
    </div>
  )
}

/** Quota usage: namespaces, repositories, tags of the fullest repository, triggers. */
export function Quotas({ repositories }: { repositories: readonly Repository[] | undefined }) {
  const { t } = useTranslation('registry')
  const namespaces = useRead(GetNamespaceInfo, { limit: 100 })
  const triggers = useRead(ListTrigger, { limit: 100 })
  const fullest = repositories?.reduce<Repository | undefined>(
    (most, repository) => (most && most.tagCount >= repository.tagCount ? most : repository),
    undefined,
  )
  return (
    <section aria-label={t('quota.title')} className={css.root}>
      <Quota type="namespace" used={namespaces.data?.namespaceCount} />
      <Quota type="repo" used={repositories?.length} />
      <Quota
        type="tag"
        used={fullest?.tagCount}
        {...(fullest && { note: t('quota.fullest', { name: fullest.reponame }) })}
      />
      <Quota type="triggers" used={triggers.data?.totalCount} />
    </section>
  )
}
