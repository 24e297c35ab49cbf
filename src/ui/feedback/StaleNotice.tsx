import { useTranslation } from 'react-i18next'
import type { Read } from '../../api/client/read'
import { fromBrowserTime } from '../../browser/clock'
import { useFormats } from '../../i18n/useFormats'
import { ErrorText } from './ErrorText'
import css from './StaleNotice.module.css'

/** Says that a refresh failed and from when the data below is, which the page shows greyed out. */
export function StaleNotice({ read }: { read: Pick<Read<unknown>, 'error' | 'dataUpdatedAt'> }) {
  const { t } = useTranslation()
  const { time } = useFormats()
  const updatedAt = read.dataUpdatedAt > 0 ? time(fromBrowserTime(read.dataUpdatedAt)) : undefined
  return (
    <div className={css.root}>
      {updatedAt === undefined ? t('age.stale') : t('age.staleSince', { time: updatedAt })}{' '}
      <ErrorText error={read.error} />
    </div>
  )
}
