import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { useLocationHref } from '../api/session/location'
import css from './Layout.module.css'
import { menu } from './menu'

/** Navigation links; `isNarrow` shows icons only. */
export function Navigation({ isNarrow, onGo }: { isNarrow: boolean; onGo: () => void }) {
  const { t } = useTranslation('shell')
  const href = useLocationHref()
  return (
    <nav aria-label={t('navigation')} className={css.menu}>
      {menu.map(({ path, label, icon: Icon, group }, index) => (
        <NavLink
          key={path}
          to={href(path)}
          onClick={onGo}
          className={css.link ?? ''}
          data-first={group !== menu[index - 1]?.group || undefined}
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
