/** Far deeper than any request or answer of the API; what nests deeper exhausts the stack of whoever goes through it. */
const deepest = 100

/** Whether the value of a JSON text nests without reason. */
export function isTooDeep(text: string, value: unknown): boolean {
  // Most texts do not have so many brackets at all.
  if (text.split(/[{[]/, deepest + 2).length <= deepest) return false
  let layer = [value]
  for (let depth = 0; layer.length > 0; depth += 1) {
    if (depth > deepest) return true
    layer = layer.flatMap((one) =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    )
  }
  return false
}
