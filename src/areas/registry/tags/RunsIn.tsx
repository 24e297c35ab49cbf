import { useTranslation } from 'react-i18next'
import { servicePath } from '../../../api/session/paths'
import { RegionLink } from '../RegionLink'
import css from '../registry.module.css'
import type { Tag } from '../registryState'
import type { ImageUsage, ImageUse } from '../useImageUsage'

/** Containers whose image names this tag or its digest. */
export const usesOfTag = (
  usage: ImageUsage | undefined,
  reponame: string,
  { tagName, tagId }: Pick<Tag, 'tagName' | 'tagId'>,
): ImageUse[] =>
  (usage?.uses ?? []).filter(
    (use) => use.reponame === reponame && (use.tag === tagName || use.digest === tagId),
  )

/** Links to the services that use a tag; more than two are collapsed. */
export function RunsIn({
  reponame,
  tag,
  usage,
}: {
  reponame: string
  tag: Tag
  usage: ImageUsage | undefined
}) {
  const { t } = useTranslation('registry')
  const { t: common } = useTranslation()
  if (!usage) return <span className={css.dim}>…</span>
  const uses = usesOfTag(usage, reponame, tag)
  if (uses.length === 0) {
    // A service that could not be read may run the tag.
    return <span className={css.dim}>{usage.unread > 0 ? common('unknown') : '–'}</span>
  }
  return (
    <span>
      {uses.slice(0, 2).map((use, index) => (
        <span key={`${use.clusterId} ${use.namespace} ${use.serviceName} ${use.containerName}`}>
          {index > 0 && ', '}
          <RegionLink
            region={use.region}
            to={servicePath(use)}
            title={`${use.clusterName} · ${use.namespace}`}
          >
            {use.serviceName}
          </RegionLink>{' '}
          <span className={css.dim}>{use.clusterName}</span>
        </span>
      ))}
      {uses.length > 2 && ` ${t('uses.more', { count: uses.length - 2 })}`}
    </span>
  )
}
