import { CopyButton } from '../value/CopyButton'
import css from './CollapsibleText.module.css'

interface Props {
  title: string
  /** Names the lines for screen readers. */
  label: string
  /** What the button copies. */
  what: string
  text: string
  isOpen?: boolean
}

/** A text of several lines that can be expanded and copied. */
export function CollapsibleText({ title, label, what, text, isOpen = false }: Props) {
  return (
    <details className={css.root} open={isOpen}>
      <summary>{title}</summary>
      <div className={css.lines}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable areas must be reachable by keyboard */}
        <section tabIndex={0} aria-label={label}>
          {text}
        </section>
        <CopyButton value={text} what={what} />
      </div>
    </details>
  )
}
