import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { searchFieldId } from '../ui/inventory/searchField'
import { LocationLink } from '../ui/page/LocationLink'
import { useLocationNavigate } from '../ui/page/useLocationNavigate'
import { IconSearch } from '../ui/theme/icons'
import css from './Layout.module.css'

/** Whether a key press belongs to a field or a dialog. */
const isTaken = ({ target }: KeyboardEvent) =>
  document.querySelector('[role="dialog"]') !== null ||
  (target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable="true"], [role="menu"]') !== null)

/** Leads to the search page, also by the key `/`. */
export function SearchButton() {
  const { t } = useTranslation('shell')
  const navigate = useLocationNavigate()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented
      if (event.key !== '/' || !isPlain || isTaken(event)) return
      event.preventDefault()
      const field = document.getElementById(searchFieldId)
      if (field) field.focus()
      else navigate('/search')
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [navigate])
  return (
    <LocationLink
      to="/search"
      className={css.search}
      aria-label={t('search')}
      aria-keyshortcuts="/"
      title={t('searchKey')}
    >
      <IconSearch size={16} aria-hidden />
      <span className={css.onWide}>{t('search')}</span>
      <kbd className={css.onWide}>/</kbd>
    </LocationLink>
  )
}
