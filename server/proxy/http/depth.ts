/** Far deeper than any request or answer of the API; what nests deeper exhausts the stack of whoever goes through it. */
const deepest = 100

/** Whether a text has so many brackets that open something; most have few. */
function hasBrackets(text: string, many: number): boolean {
  let count = 0
  for (const bracket of ['{', '[']) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      count += 1
      if (count >= many) return true
    }
  }
  return false
}

/** Whether the value of a JSON text nests without reason. */
export function isTooDeep(text: string, value: unknown): boolean {
  if (!hasBrackets(text, deepest)) return false
  let layer = [value]
  for (let depth = 0; layer.length > 0; depth += 1) {
    if (depth > deepest) return true
    layer = layer.flatMap((one) =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    )
  }
  return false
}
