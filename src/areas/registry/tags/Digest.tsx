import { CopyButton } from '../../../ui/value/CopyButton'
import css from '../registry.module.css'

/** A digest by the digits that people go by, the first twelve; the whole on hover and to be copied. */
export function Digest({ children: digest }: { children: string }) {
  const short = digest.replace(/^sha256:/, '').slice(0, 12)
  return (
    <span className={css.ticked}>
      <code title={digest}>{short}</code>
      <CopyButton value={digest} what={short} />
    </span>
  )
}
