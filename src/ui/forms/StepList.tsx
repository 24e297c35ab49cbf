import { useTranslation } from 'react-i18next'
import { IconCheck } from '../theme/icons'
import css from './StepPage.module.css'

interface Props {
  steps: readonly { id: string; title: string }[]
  index: number
  /** The furthest step reached. */
  reached: number
  onGo: (id: string) => void
}

/** Progress through a multi-step form; steps already reached are links. */
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
