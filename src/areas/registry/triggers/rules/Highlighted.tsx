import css from '../../registry.module.css'

interface Props {
  text: string
  from: number
  to: number
  /** Highlights an error rather than a match. */
  isFault?: boolean
}

/** A text with a highlighted part. */
export function Highlighted({ text, from, to, isFault }: Props) {
  return (
    <code>
      {text.slice(0, from)}
      <mark className={isFault ? css.fault : css.mark}>{text.slice(from, to) || '␣'}</mark>
      {text.slice(to)}
    </code>
  )
}
