/** The value of a number input: a number, '' if it is empty, or a text that is not a number. */
export type NumberValue = number | string

/**
 * Returns the exact number in a text, otherwise the text, which the contract's rules refuse. Never
 * drops characters to make a number.
 */
export function numberValue(text: string): NumberValue {
  const trimmed = text.trim()
  if (trimmed === '') return ''
  // `+ 0` turns −0 into 0.
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) + 0 : text
}

/**
 * Returns the value one step up or down, but not below `min`; an empty input starts at `min` or 0.
 */
export function stepNumber(
  value: NumberValue,
  by: number,
  min = Number.NEGATIVE_INFINITY,
): NumberValue {
  if (value === '') return Math.max(min, 0)
  return typeof value === 'number' ? Math.max(min, value + by) : value
}

/** Returns the number for use in a sentence; 0 if the input contains no number. */
export const countForText = (value: NumberValue): number => (typeof value === 'number' ? value : 0)
