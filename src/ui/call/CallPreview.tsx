import { useTranslation } from 'react-i18next'
import { CopyButton } from '../value/CopyButton'
import css from './CallPreview.module.css'
import { type CalledAction, callText, wireLines } from './maskedCall'

interface Props {
  action: CalledAction
  params: object
  /** Expanded from the start, for review steps. */
  isOpen?: boolean
}

/** A collapsible preview of the call as it is sent, with secrets masked. */
export function CallPreview({ action, params, isOpen = false }: Props) {
  const { t } = useTranslation()
  const count = wireLines(params).length
  return (
    <CollapsibleCalls
      title={t('calls.title', { action: action.name, count })}
      text={callText(action, params)}
      isOpen={isOpen}
    />
  )
}

/** One call of the same action per selected resource. */
export function CallsPreview({
  action,
  calls,
}: {
  action: CalledAction
  calls: readonly object[]
}) {
  const { t } = useTranslation()
  return (
    <CollapsibleCalls
      title={t('calls.titles', { action: action.name, count: calls.length })}
      text={calls.map((params) => callText(action, params)).join('\n\n')}
    />
  )
}

interface CallsProps {
  title: string
  text: string
  isOpen?: boolean
}

function CollapsibleCalls({ title, text, isOpen = false }: CallsProps) {
  const { t } = useTranslation()
  return (
    <details className={css.root} open={isOpen}>
      <summary>{title}</summary>
      <div className={css.lines}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable areas must be reachable by keyboard */}
        <section tabIndex={0} aria-label={t('calls.lines')}>
          {text}
        </section>
        <CopyButton value={text} what={t('calls.what')} />
      </div>
    </details>
  )
}
