import { RE2JS, RE2JSSyntaxException } from 're2js'

/**
 * An error in a regular expression, at the characters from `from` (inclusive) to `to` (exclusive).
 */
export interface RegexFault {
  message: string
  from: number
  to: number
}

/** A match in a text. */
export interface RegexMatch {
  from: number
  to: number
}

/** Searches a text for the expression, unanchored. */
export type Search = (text: string) => RegexMatch | undefined

/** Limits the memory that compiled expressions take. */
export const maxExpressionLength = 512

/** Describes syntax that RE2 omits because it takes more than linear time. */
const unsupportedSyntax: readonly (readonly [RegExp, string])[] = [
  [/^\(\?<?[=!]/, 'lookaround is not supported, since it could take exponential time'],
  [/^\\[1-9k]/, 'back references are not supported, since they could take exponential time'],
  [/^\(\?>/, 'atomic groups are not supported'],
]

const describeError = (part: string, error: string) =>
  unsupportedSyntax.find(([pattern]) => pattern.test(part))?.[1] ?? error

interface Syntax {
  error: string
  part: string
}

function syntaxOf(expr: string): Syntax | undefined {
  try {
    RE2JS.compile(expr)
    return undefined
  } catch (thrown) {
    if (!(thrown instanceof RE2JSSyntaxException)) throw thrown
    const part: unknown = thrown.input
    return { error: String(thrown.error), part: typeof part === 'string' ? part : '' }
  }
}

/**
 * The engine reports the faulty part without its position, so the position is found at the end of
 * the shortest faulty prefix.
 */
function faultOf(expr: string, { error, part }: Syntax): RegexFault {
  const message = describeError(part, error)
  if (error === 'missing closing )' || part === '') {
    return { message, from: Math.max(0, expr.length - 1), to: expr.length }
  }
  for (let end = part.length; end < expr.length; end += 1) {
    const syntaxMessages = syntaxOf(expr.slice(0, end))
    if (syntaxMessages?.error === error && syntaxMessages.part === part) {
      return { message, from: end - part.length, to: end }
    }
  }
  return { message, from: expr.length - part.length, to: expr.length }
}

export type Compiled =
  | { search: Search; fault?: undefined }
  | { search?: undefined; fault: RegexFault }

/**
 * Compiles a regular expression in RE2 syntax, which matches in linear time. Like the vendor's
 * triggers it searches unanchored: `^test*` (the document's sample) also finds `tes`.
 */
export function compileRegex(expr: string): Compiled {
  if (expr.length > maxExpressionLength) {
    const message = `must have at most ${maxExpressionLength} characters`
    return { fault: { message, from: maxExpressionLength, to: expr.length } }
  }
  const syntax = syntaxOf(expr)
  if (syntax) return { fault: faultOf(expr, syntax) }
  const compiled = RE2JS.compile(expr)
  return {
    search: (text) => {
      const matcher = compiled.matcher(text)
      return matcher.find() ? { from: matcher.start(), to: matcher.end() } : undefined
    },
  }
}
