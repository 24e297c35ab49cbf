/** The value of a number input: a number, '' while it is empty, or a text that is not a number. */
export type NumberValue = number | string

/**
 * The exact number in a text; otherwise the text, which the contract's rules refuse. Never drops
 * characters to make a number.
 */
export function numberValue(text: string): NumberValue {
  const plain = text.trim()
  if (plain === '') return ''
  // `+ 0` makes −0 a 0.
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) + 0 : text
}

/** The value one step up or down, not below `min`; an empty input starts at `min` or 0. */
export function stepped(
  value: NumberValue,
  by: number,
  min = Number.NEGATIVE_INFINITY,
): NumberValue {
  if (value === '') return Math.max(min, 0)
  return typeof value === 'number' ? Math.max(min, value + by) : value
}

/** The number for a sentence; 0 while the input holds no number. */
export const countOf = (value: NumberValue): number => (typeof value === 'number' ? value : 0)
