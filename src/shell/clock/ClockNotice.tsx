import { CloseButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDuration } from '../../i18n/duration'
import css from './ClockNotice.module.css'

/** Warns that the browser's clock differs from the server's; nothing is blocked. */
export function ClockNotice({ lead }: { lead: number }) {
  const { t, i18n } = useTranslation('shell')
  const { t: common } = useTranslation()
  const [isClosed, setClosed] = useState(false)
  if (isClosed) return null
  const difference = formatDuration(Math.abs(lead), i18n.language)
  return (
    <div className={css.notice} role="status">
      <span>{t(lead > 0 ? 'clock.ahead' : 'clock.behind', { difference })}</span>
      <CloseButton aria-label={common('close')} onClick={() => setClosed(true)} />
    </div>
  )
}
