import { useTranslation } from 'react-i18next'
import { IconLock, IconWorld } from '../../../ui/theme/icons'
import css from './Visibility.module.css'

/** A repository's visibility as icon and label. */
export function Visibility({ isPublic }: { isPublic: boolean }) {
  const { t } = useTranslation('registry')
  const Icon = isPublic ? IconWorld : IconLock
  return (
    <span className={css.root} data-public={isPublic || undefined}>
      <Icon size={15} aria-hidden />
      {t(isPublic ? 'visibility.public' : 'visibility.private')}
    </span>
  )
}
