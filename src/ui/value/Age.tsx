import { useTranslation } from 'react-i18next'
import { parseApiTime } from '../../i18n/format'
import { useFormats } from '../../i18n/useFormats'
import { useNow } from './useNow'

interface Props {
  /** A time in the API's format, or milliseconds since 1970. */
  time: string | number | undefined
  /** Shows the full time next to the age instead of only on hover. */
  isFull?: boolean
}

/** A relative time, with the full local time on hover and for screen readers. */
export function Age({ time, isFull }: Props) {
  const { t } = useTranslation()
  const { age, time: full } = useFormats()
  const now = useNow()
  const instant = typeof time === 'number' ? time : parseApiTime(time)
  if (instant === undefined) return <span>–</span>
  const ago = now - instant < 5_000 ? t('age.justNow') : age(instant, now)
  return (
    <time dateTime={new Date(instant).toISOString()} title={full(instant)}>
      {isFull ? `${ago} · ${full(instant)}` : ago}
    </time>
  )
}
