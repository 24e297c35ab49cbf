import { useTranslation } from 'react-i18next'
import { useUnavailableActions } from '../../api/session/available'
import css from './OverviewTab.module.css'

/**
 * Actions that the account's backend does not support, by reason; renders nothing if there are
 * none.
 */
export function UnavailableActions() {
  const { t: tabs } = useTranslation('clusterTabs')
  const { t } = useTranslation('unavailable')
  const groups = useUnavailableActions()
  if (groups.length === 0) return null
  return (
    <section className={css.unavailable} aria-labelledby="unavailable-actions">
      <h2 id="unavailable-actions">{t('title')}</h2>
      {groups.map(({ reason, names }) => (
        <details key={reason}>
          <summary>
            {tabs('overview.actions', { reason: t(`what.${reason}`), count: names.length })}
          </summary>
          <p>{t(`next.${reason}`)}</p>
          <ul>
            {names.map((name) => (
              <li key={name}>
                <code>{name}</code>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  )
}
