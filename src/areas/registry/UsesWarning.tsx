import { useTranslation } from 'react-i18next'
import css from './registry.module.css'
import { type ImageUse, useImageUsage } from './useImageUsage'

/** Maximum rows; more would push the buttons out of view. */
const maxShown = 8

interface Props {
  /** Whether a use refers to an image that is about to be deleted. */
  matches: (use: ImageUse) => boolean
}

/** Warns of services in any region of the account that run images about to be deleted. */
export function UsesWarning({ matches }: Props) {
  const { t } = useTranslation('registry')
  const { t: common } = useTranslation()
  const usage = useImageUsage({ isFresh: true })
  if (!usage.data) {
    return <p className={css.small}>{usage.error ? t('uses.failed') : t('uses.reading')}</p>
  }
  const matchingUses = usage.data.uses.filter(matches)
  return (
    <>
      {matchingUses.length === 0 ? (
        <p className={css.small}>{t('uses.none')}</p>
      ) : (
        <div className={css.warning}>
          <p>{t('uses.some', { count: matchingUses.length })}</p>
          <ul className={css.list}>
            {matchingUses.slice(0, maxShown).map((use) => (
              <li
                key={[use.clusterId, use.namespace, use.serviceName, use.containerName].join(' ')}
              >
                {use.serviceName}{' '}
                <span className={css.dim}>
                  {use.clusterName} · {use.namespace} · {use.tag ?? use.digest}
                </span>
              </li>
            ))}
            {matchingUses.length > maxShown && (
              <li className={css.dim}>
                {t('uses.more', { count: matchingUses.length - maxShown })}
              </li>
            )}
          </ul>
        </div>
      )}
      {usage.data.unread > 0 && (
        <p className={css.small}>{t('uses.unread', { count: usage.data.unread })}</p>
      )}
      {usage.isFetching && <p className={css.small}>{common('age.fetching')}</p>}
    </>
  )
}
