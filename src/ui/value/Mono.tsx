import { shorten } from '../../i18n/format'
import { CopyButton } from './CopyButton'
import css from './Mono.module.css'

interface Props {
  children: string
  /** Whether to add a button that copies the full text. */
  isCopied?: boolean
  /** Whether to abbreviate the middle; the full text is shown on hover. */
  isShort?: boolean
}

/** An ID, address or image in monospace type; a dash if it is empty. */
export function Mono({ children, isCopied, isShort }: Props) {
  if (children === '') return '–'
  return (
    <span className={css.root}>
      <code className={css.code} title={isShort ? children : undefined}>
        {isShort ? shorten(children) : children}
      </code>
      {isCopied && <CopyButton value={children} what={children} />}
    </span>
  )
}
