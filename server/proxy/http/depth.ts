/**
 * Far deeper than any request or response of the API; deeper nesting would overflow the stack of
 * recursive functions.
 */
const maxDepth = 100

/**
 * Whether a text has at least `minimum` opening brackets: a cheap check that rules out most texts.
 */
function hasBrackets(text: string, minimum: number): boolean {
  let count = 0
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      count += 1
      if (count >= minimum) return true
    }
  }
  return false
}

/** Whether the value of a JSON text is nested too deeply. */
export function isTooDeep(text: string, value: unknown): boolean {
  if (!hasBrackets(text, maxDepth)) return false
  let layer = [value]
  for (let depth = 0; layer.length > 0; depth += 1) {
    if (depth > maxDepth) return true
    layer = layer.flatMap((item) =>
      typeof item === 'object' && item !== null ? Object.values(item) : [],
    )
  }
  return false
}
