import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { reasonForAll, useUnavailable } from '../api/session/available'
import { useLocationHref } from '../api/session/location'
import css from './Layout.module.css'
import { menu } from './menu'

/**
 * Links to the pages for which the account supports at least one action; `isNarrow` shows icons
 * only.
 */
export function Navigation({ isNarrow, onGo }: { isNarrow: boolean; onGo: () => void }) {
  const { t } = useTranslation('shell')
  const href = useLocationHref()
  const reasonOf = useUnavailable()
  const shownItems = menu.filter(
    ({ actions }) => actions.length === 0 || reasonForAll(actions, reasonOf) === undefined,
  )
  return (
    <nav aria-label={t('navigation')} className={css.menu}>
      {shownItems.map(({ path, label, icon: Icon, group }, index) => (
        <NavLink
          key={path}
          to={href(path)}
          onClick={onGo}
          className={css.link ?? ''}
          data-first={group !== shownItems[index - 1]?.group || undefined}
          aria-label={t(`menu.${label}`)}
          title={isNarrow ? t(`menu.${label}`) : undefined}
        >
          <Icon size={18} aria-hidden />
          {!isNarrow && <span>{t(`menu.${label}`)}</span>}
        </NavLink>
      ))}
    </nav>
  )
}
