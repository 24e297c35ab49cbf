import { CopyButton } from '../../../ui/value/CopyButton'
import css from '../registry.module.css'

/** A digest abbreviated to twelve digits; the full digest on hover and to copy. */
export function Digest({ children: digest }: { children: string }) {
  const short = digest.replace(/^sha256:/, '').slice(0, 12)
  return (
    <span className={css.ticked}>
      <code title={digest}>{short}</code>
      <CopyButton value={digest} what={short} />
    </span>
  )
}
