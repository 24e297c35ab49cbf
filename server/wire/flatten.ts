/** A number without an exponent, as every endpoint reads it: 1e21 and 1e-7 become plain digits. */
function decimal(value: number): string {
  const text = String(value)
  if (!text.includes('e')) return text
  if (Number.isInteger(value)) return BigInt(value).toString()
  const [digits = '', exponent = '0'] = text.split('e-')
  const sign = digits.startsWith('-') ? '-' : ''
  return `${sign}0.${'0'.repeat(Number(exponent) - 1)}${digits.replace(/[-.]/g, '')}`
}

type Flat = Record<string, string>

function put(flat: Flat, name: string, value: string): void {
  // Assigned to, it would be the prototype.
  if (name !== '__proto__') flat[name] = value
  else Object.defineProperty(flat, name, { value, enumerable: true, writable: true })
}

/** In place: a call of 200 fields is flattened for each one that is sent. */
function collect(flat: Flat, value: unknown, name: string): void {
  if (value === undefined || value === null) return
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at += 1) {
      collect(flat, value[at], name === '' ? String(at) : `${name}.${at}`)
    }
  } else if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      collect(flat, inner, name === '' ? key : `${name}.${key}`)
    }
  } else if (typeof value !== 'number') put(flat, name, String(value))
  else if (Number.isFinite(value)) put(flat, name, decimal(value))
}

/**
 * Nested parameters as the API's wire names and raw strings: `containers.0.envs.1.name`, indexes from
 * 0, `true` and `false` in lower case. What is undefined or null is left out; an empty list leaves no
 * trace (请求结构/接口请求参数).
 */
export function flatten(params: object): Record<string, string> {
  const flat: Flat = {}
  collect(flat, params, '')
  return flat
}
