import { shortened } from '../../i18n/format'
import { CopyButton } from './CopyButton'
import css from './Mono.module.css'

interface Props {
  children: string
  /** With a button that copies the whole. */
  isCopied?: boolean
  /** The middle left out; the whole on hover. */
  isShort?: boolean
}

/** An id, address or image in small monospace type. */
export function Mono({ children, isCopied, isShort }: Props) {
  return (
    <span className={css.root}>
      <code className={css.code} title={isShort ? children : undefined}>
        {isShort ? shortened(children) : children}
      </code>
      {isCopied && <CopyButton value={children} what={children} />}
    </span>
  )
}
