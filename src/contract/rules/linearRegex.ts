import { RE2JS, RE2JSSyntaxException } from 're2js'

/** What is wrong with a regular expression, and where: the characters from `from` to before `to`. */
export interface RegexFault {
  message: string
  from: number
  to: number
}

/** Part of a text that a regular expression has found. */
export interface Found {
  from: number
  to: number
}

/** Searches a text for an expression anywhere in it. */
export type Search = (text: string) => Found | undefined

/** Longer expressions are not worth the memory that they can take. */
export const longestExpr = 512

/** What needs more than linear time elsewhere, and is therefore not known here, in words. */
const exponential: readonly (readonly [RegExp, string])[] = [
  [/^\(\?<?[=!]/, 'lookaround is not supported, since it could take exponential time'],
  [/^\\[1-9k]/, 'back references are not supported, since they could take exponential time'],
  [/^\(\?>/, 'atomic groups are not supported'],
]

const wordsOf = (part: string, error: string) =>
  exponential.find(([pattern]) => pattern.test(part))?.[1] ?? error

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

/** The engine names the faulty part, not its place: that is where the shortest faulty beginning ends. */
function faultOf(expr: string, { error, part }: Syntax): RegexFault {
  const message = wordsOf(part, error)
  if (error === 'missing closing )' || part === '') {
    return { message, from: Math.max(0, expr.length - 1), to: expr.length }
  }
  for (let end = part.length; end < expr.length; end += 1) {
    const said = syntaxOf(expr.slice(0, end))
    if (said?.error === error && said.part === part) {
      return { message, from: end - part.length, to: end }
    }
  }
  return { message, from: expr.length - part.length, to: expr.length }
}

export type Compiled =
  | { search: Search; fault?: undefined }
  | { search?: undefined; fault: RegexFault }

/**
 * A regular expression in RE2's syntax, which takes time linear in the text for every expression.
 * Like the vendor's triggers it searches: it is anchored only where it says so, so that `^test*`
 * (the document's sample) finds `tes` too.
 */
export function compileRegex(expr: string): Compiled {
  if (expr.length > longestExpr) {
    const message = `must have at most ${longestExpr} characters`
    return { fault: { message, from: longestExpr, to: expr.length } }
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
