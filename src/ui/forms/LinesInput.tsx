import { Textarea, type TextareaProps } from '@mantine/core'

/** Maximum number of visible lines; more lines scroll. */
const maxRows = 8

/** A multi-line text input that grows with its text and keeps line breaks. */
export function LinesInput(props: TextareaProps) {
  const lines = String(props.value ?? '').split('\n').length
  return (
    <Textarea spellCheck={false} autoComplete="off" rows={Math.min(lines, maxRows)} {...props} />
  )
}
