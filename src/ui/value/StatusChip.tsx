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
  /** The state's own name, e.g. "Rolling back"; else the word of its health. */
  word?: string | undefined
  /** Why, in words, e.g. "2 × image cannot be pulled"; stands beside the chip. */
  reason?: string | undefined
  /** On a ground of its own, for headings. */
  isFilled?: boolean
}

/** Colour, icon and word of a state, the same everywhere. */
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
