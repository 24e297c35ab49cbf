import { useTranslation } from 'react-i18next'
import {
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconHelp,
  IconLoader,
  IconPause,
} from '../theme/icons'
import css from './StatusChip.module.css'

export type Health = 'well' | 'working' | 'waiting' | 'failing' | 'paused' | 'unknown'

const icons = {
  well: IconCircleCheck,
  working: IconLoader,
  waiting: IconClock,
  failing: IconCircleX,
  paused: IconPause,
  unknown: IconHelp,
} as const

interface Props {
  health: Health
  /** The state's name, e.g. "Rolling back"; defaults to the name of its health. */
  word?: string | undefined
  /** The reason shown beside the chip, e.g. "2 × image cannot be pulled". */
  reason?: string | undefined
  /** Whether to add a background, for headings. */
  isFilled?: boolean
}

/** A status with its colour, icon and label, which are the same throughout the console. */
export function StatusChip({ health, word, reason, isFilled }: Props) {
  const { t } = useTranslation()
  const Icon = icons[health]
  return (
    <span className={css.root}>
      <span className={css.chip} data-health={health} data-filled={isFilled || undefined}>
        <Icon size={15} aria-hidden className={css.icon} />
        {word ?? t(`state.${health}`)}
      </span>
      {reason && (
        <span className={css.reason} title={reason}>
          {reason}
        </span>
      )}
    </span>
  )
}
