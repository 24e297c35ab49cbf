import { useTranslation } from 'react-i18next'
import { IconCheck } from '../theme/icons'
import css from './StepPage.module.css'

interface Props {
  steps: readonly { id: string; title: string }[]
  index: number
  /** The furthest step that has been on the page. */
  reached: number
  onGo: (id: string) => void
}

/** Where one is in a form of several steps; those that have been reached can be gone to. */
export function StepList({ steps, index, reached, onGo }: Props) {
  const { t } = useTranslation()
  return (
    <ol className={css.steps} aria-label={t('form.steps')}>
      {steps.map(({ id, title }, at) => (
        <li key={id}>
          <button
            type="button"
            className={css.step}
            aria-current={at === index ? 'step' : undefined}
            disabled={at > reached}
            onClick={() => onGo(id)}
          >
            <span className={css.number} aria-hidden>
              {at < index ? <IconCheck size={13} /> : at + 1}
            </span>
            {title}
          </button>
        </li>
      ))}
    </ol>
  )
}
