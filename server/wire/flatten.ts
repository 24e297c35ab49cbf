/** A number without an exponent, as every endpoint reads it: 1e21 and 1e-7 become plain digits. */
function decimal(value: number): string {
  const text = String(value)
  if (!text.includes('e')) return text
  if (Number.isInteger(value)) return BigInt(value).toString()
  const [digits = '', exponent = '0'] = text.split('e-')
  const sign = digits.startsWith('-') ? '-' : ''
  return `${sign}0.${'0'.repeat(Number(exponent) - 1)}${digits.replace(/[-.]/g, '')}`
}

function* leaves(value: unknown, name: string): Generator<[string, string]> {
  if (value === undefined || value === null) return
  if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      yield* leaves(inner, name === '' ? key : `${name}.${key}`)
    }
  } else if (typeof value !== 'number') {
    yield [name, String(value)]
  } else if (Number.isFinite(value)) {
    yield [name, decimal(value)]
  }
}

/**
 * Nested parameters as the API's wire names and raw strings: `containers.0.envs.1.name`, indexes from
 * 0, `true` and `false` in lower case. What is undefined or null is left out; an empty list leaves no
 * trace (请求结构/接口请求参数).
 */
export function flatten(params: object): Record<string, string> {
  return Object.fromEntries(leaves(params, ''))
}
