import { useTranslation } from 'react-i18next'
import type { Action } from '../../../contract/action'
import css from './change.module.css'
import { covered, wireLines } from './secrets'

interface Props {
  action: Pick<Action, 'name'>
  params: object
}

/** The call as it will go over the wire, folded until asked for; secrets of variables stay covered. */
export function CallPreview({ action, params }: Props) {
  const { t } = useTranslation('serviceLife')
  const lines = wireLines(covered(params))
  return (
    <details className={css.call}>
      <summary>{t('call.title', { action: action.name, count: lines.length })}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section tabIndex={0} aria-label={t('call.lines')}>
        {[`Action=${action.name}`, ...lines.map(([name, value]) => `${name}=${value}`)].join('\n')}
      </section>
    </details>
  )
}
