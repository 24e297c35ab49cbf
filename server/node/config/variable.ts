import * as z from 'zod/mini'

export type Environment = Readonly<Record<string, string | undefined>>

interface Options {
  /** Keeps the value out of error messages. */
  isSecret?: boolean
}

/**
 * Reports a fault of a variable; the message continues a sentence that begins with the variable's
 * name.
 */
export type Report = (message: string) => undefined

/**
 * Schema of one environment variable. Unset and empty mean `fallback`. `parse` converts any other
 * text; for an invalid text it returns undefined, which is reported with `expected` (the valid
 * values), or calls `report` with a more precise message.
 */
export function variable<T, F>(
  fallback: F,
  expected: string,
  parse: (text: string, report: Report) => T | undefined,
  { isSecret = false }: Options = {},
) {
  const read = (text: string | undefined, payload: z.core.ParsePayload): T | F => {
    if (!text) return fallback
    const report: Report = (message) => {
      payload.issues.push({ code: 'custom', input: undefined, message })
      return undefined
    }
    const issueCount = payload.issues.length
    const value = parse(text, report)
    if (value !== undefined) return value
    if (payload.issues.length === issueCount) {
      report(isSecret ? `must be ${expected}` : `is "${text}"; set it to ${expected}`)
    }
    return z.NEVER
  }
  return z.pipe(z.optional(z.string()), z.transform(read))
}

/** Any text; undefined if the variable is unset. */
export const textVariable = () => variable(undefined, 'a text', (value) => value)

export const portVariable = (fallback: number) =>
  variable(fallback, 'a whole number from 0 to 65535', (value) =>
    /^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? Number(value) : undefined,
  )

/** A number in a range; the error message names its `unit`. */
export const numberVariable = <F>(
  fallback: F,
  range: { min: number; max: number },
  unit = 'a number',
) =>
  variable(fallback, `${unit} from ${range.min} to ${range.max}`, (value) => {
    const parsed = Number(value)
    return parsed >= range.min && parsed <= range.max ? parsed : undefined
  })

/** Splits names separated by spaces or commas. */
export const splitList = (value: string): string[] => value.split(/[\s,]+/).filter(Boolean)

/** Reports a variable that is set without its counterpart. */
export const requireBoth = (
  values: Environment,
  first: string,
  second: string,
  report: (message: string) => void,
): void => {
  if (Boolean(values[first]) === Boolean(values[second])) return
  report(`${first} and ${second} go together; set both or neither.`)
}
