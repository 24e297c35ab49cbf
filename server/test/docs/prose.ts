/** A comment, a string literal or a paragraph, with the line that it begins on. */
export interface Prose {
  line: number
  text: string
}

/** Matches code before a `/` that starts a regular expression rather than a division. */
const beforeRegex = /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\breturn|\bcase|=>)\s*$/

/** Index after a quoted text that starts at `start`; in templates, `${…}` is skipped as a whole. */
function endOfQuoted(code: string, start: number): number {
  const quote = code[start]
  let at = start + 1
  while (at < code.length && code[at] !== quote) {
    if (code[at] === '\\') at += 2
    else if (quote === '`' && code.startsWith('${', at)) at = endOfBraces(code, at + 1)
    else if (quote !== '`' && code[at] === '\n') return at
    else at += 1
  }
  return at + 1
}

function endOfBraces(code: string, start: number): number {
  let at = start + 1
  while (at < code.length && code[at] !== '}') {
    const char = code[at]
    if (char === '{') at = endOfBraces(code, at)
    else if (char === "'" || char === '"' || char === '`') at = endOfQuoted(code, at)
    else at += 1
  }
  return at + 1
}

function endOfRegex(code: string, start: number): number {
  let at = start + 1
  let isInClass = false
  while (at < code.length && code[at] !== '\n' && (isInClass || code[at] !== '/')) {
    if (code[at] === '\\') at += 1
    else if (code[at] === '[') isInClass = true
    else if (code[at] === ']') isInClass = false
    at += 1
  }
  return at + 1
}

const endAfter = (code: string, end: string, start: number) => {
  const found = code.indexOf(end, start)
  return found < 0 ? code.length : found + end.length
}

const plainCode = /[^'"`/]+/y

/** Comments and string literals of TypeScript, JavaScript or CSS; identifiers are not prose. */
export function proseOfCode(code: string): Prose[] {
  const prose: Prose[] = []
  let line = 1
  let at = 0
  const consume = (end: number, isProse: boolean) => {
    const text = code.slice(at, end)
    if (isProse) prose.push({ line, text })
    line += text.split('\n').length - 1
    at = end
  }
  while (at < code.length) {
    plainCode.lastIndex = at
    if (plainCode.test(code)) consume(plainCode.lastIndex, false)
    const char = code[at]
    if (code.startsWith('//', at)) consume(endAfter(code, '\n', at), true)
    else if (code.startsWith('/*', at)) consume(endAfter(code, '*/', at + 2), true)
    else if (char === "'" || char === '"' || char === '`') consume(endOfQuoted(code, at), true)
    else if (char === '/' && beforeRegex.test(code.slice(Math.max(0, at - 20), at)))
      consume(endOfRegex(code, at), false)
    else consume(at + 1, false)
  }
  return prose
}

const blank = (text: string) => text.replace(/[^\n]/g, ' ')

/** Lines of a Markdown page without its code. */
export const proseOfPage = (page: string): Prose[] =>
  page
    .replace(/^```[\s\S]*?^```/gm, blank)
    .replace(/`[^`\n]+`/g, blank)
    .split('\n')
    .map((text, index) => ({ line: index + 1, text }))
