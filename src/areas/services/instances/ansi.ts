/** A part of a line of a log. */
export interface LogPart {
  text: string
  /** One of the eight colours of terminals. */
  color?: Color | undefined
  isBold?: boolean | undefined
}

const colors = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const
export type Color = (typeof colors)[number]

/**
 * Escape sequences after ECMA-48: CSI, with the parameters and the final byte captured; OSC, DCS
 * and others up to their terminator; two-character sequences; and other control characters.
 */
const sequence =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject
  /(?:\u001b\[|\u009b)([0-?]*)[ -/]*([@-~])|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c|$)|\u001b[ -/]*[0-~]?|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g

type Style = Omit<LogPart, 'text'>

/** The style after the codes of a colour sequence (SGR). */
function styleAfter(before: Style, parameters: string): Style {
  let style = before
  const codes = parameters.split(/[;:]/).map(Number)
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[index] ?? 0
    if (code === 0) style = {}
    else if (code === 1) style = { ...style, isBold: true }
    else if (code === 22) style = { ...style, isBold: undefined }
    else if (code >= 30 && code <= 37) style = { ...style, color: colors[code - 30] }
    else if (code >= 90 && code <= 97) style = { ...style, color: colors[code - 90] }
    else if (code === 39) style = { ...style, color: undefined }
    else if (code === 38 || code === 48) {
      // Colours of a larger palette: 5;n or 2;r;g;b. The first sixteen are the terminal's own.
      const number = codes[index + 2] ?? 0
      if (code === 38 && codes[index + 1] === 5 && number < 16) {
        style = { ...style, color: colors[number % 8] }
      }
      index += codes[index + 1] === 5 ? 2 : 4
    }
  }
  return style
}

/**
 * Splits each line into parts with their colours, and removes all other escape sequences. A colour
 * applies until it is changed, also on later lines.
 */
export function logLines(log: string): LogPart[][] {
  let style: Style = {}
  return log.split(/\r?\n/).map((line) => {
    const parts: LogPart[] = []
    let from = 0
    const add = (text: string) => {
      const last = parts.at(-1)
      const isSame = last?.color === style.color && last?.isBold === style.isBold
      if (text === '') return
      if (last && isSame) last.text += text
      else parts.push({ text, ...style })
    }
    for (const found of line.matchAll(sequence)) {
      add(line.slice(from, found.index))
      from = found.index + found[0].length
      const [, parameters, final] = found
      if (final === 'm' && parameters !== undefined) style = styleAfter(style, parameters)
    }
    add(line.slice(from))
    return parts
  })
}

export const textOf = (line: readonly LogPart[]): string => line.map(({ text }) => text).join('')

/**
 * Returns the number of lines at the end of `after` that `before`, an earlier tail of the log, does
 * not contain.
 */
export function newLines(before: readonly string[], after: readonly string[]): number {
  if (before.length === 0) return after.length
  for (let count = 0; count <= after.length; count += 1) {
    const keptCount = after.length - count
    // Find the last lines of `before` in `after`, followed by `count` new lines.
    const compared = Math.min(keptCount, before.length, 20)
    const isHere = Array.from({ length: compared }, (_, index) => index + 1).every(
      (back) => before[before.length - back] === after[keptCount - back],
    )
    if (isHere) return count
  }
  return after.length
}
