import { useTranslation } from 'react-i18next'
import css from './registry.module.css'
import { type Use, useUsage } from './useUsage'

/** More rows would push the buttons out of view. */
const mostShown = 8

interface Props {
  /** Selects the images concerned. */
  matches: (use: Use) => boolean
}

/** Warns of services in any region of the account that run images about to be deleted. */
export function UsesWarning({ matches }: Props) {
  const { t } = useTranslation('registry')
  const { t: common } = useTranslation()
  const usage = useUsage({ isFresh: true })
  if (!usage.data) {
    return <p className={css.small}>{usage.error ? t('uses.failed') : t('uses.reading')}</p>
  }
  const found = usage.data.uses.filter(matches)
  return (
    <>
      {found.length === 0 ? (
        <p className={css.small}>{t('uses.none')}</p>
      ) : (
        <div className={css.warning}>
          <p>{t('uses.some', { count: found.length })}</p>
          <ul className={css.list}>
            {found.slice(0, mostShown).map((use) => (
              <li
                key={[use.clusterId, use.namespace, use.serviceName, use.containerName].join(' ')}
              >
                {use.serviceName}{' '}
                <span className={css.dim}>
                  {use.clusterName} · {use.namespace} · {use.tag}
                </span>
              </li>
            ))}
            {found.length > mostShown && (
              <li className={css.dim}>{t('uses.more', { count: found.length - mostShown })}</li>
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
