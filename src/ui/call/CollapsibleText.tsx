import { CopyButton } from '../value/CopyButton'
import css from './CollapsibleText.module.css'

interface Props {
  title: string
  /** Accessible name of the lines. */
  label: string
  /** Name of the text that the button copies. */
  what: string
  text: string
  isOpen?: boolean
}

/** A multi-line text that can be expanded and copied. */
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
