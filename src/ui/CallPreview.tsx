import { useTranslation } from 'react-i18next'
import type { Action } from '../contract/action'
import css from './CallPreview.module.css'
import { CopyButton } from './CopyButton'

const mask = '••••••••'

/** The parameters as JSON, secrets masked. */
export const shownCall = ({ secrets }: Action, params: unknown): string =>
  JSON.stringify(
    params,
    (key, value: unknown) => (secrets.includes(key) && value !== undefined ? mask : value),
    2,
  )

/** The call that will be sent, exactly. */
export function CallPreview({ action, params }: { action: Action; params: unknown }) {
  const { t } = useTranslation()
  const text = shownCall(action, params)
  return (
    <figure className={css.root}>
      <figcaption>
        {t('callPreview')} <code>{action.name}</code> <CopyButton value={text} what={action.name} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be in reach of the keyboard */}
      <section tabIndex={0} aria-label={`${t('callPreview')} ${action.name}`} className={css.call}>
        <pre>{text}</pre>
      </section>
    </figure>
  )
}
