import { useTranslation } from 'react-i18next'
import type { PartialList } from '../../contract/console/calls/calls'
import { useFormats } from '../../i18n/useFormats'
import css from './DataTable.module.css'

/** States that a list is incomplete, because it was too long to be filtered by the user's scope. */
export function PartialNotice({ partial: { read, total } }: { partial: PartialList }) {
  const { t } = useTranslation('partial')
  const { number } = useFormats()
  return (
    <div className={css.partial} role="status">
      <strong>{t('title')}</strong>{' '}
      {t('text', { read: number(read), total: number(total), rest: number(total - read) })}
    </div>
  )
}
