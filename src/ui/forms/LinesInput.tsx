import { Textarea, type TextareaProps } from '@mantine/core'

/** More lines scroll. */
const maxRows = 8

/** An input for a text of one or more lines, as high as its text; a line break stays one. */
export function LinesInput(props: TextareaProps) {
  const lines = String(props.value ?? '').split('\n').length
  return (
    <Textarea spellCheck={false} autoComplete="off" rows={Math.min(lines, maxRows)} {...props} />
  )
}
