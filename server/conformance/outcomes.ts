import { isDeepStrictEqual } from 'node:util'
import type { ActionName } from '../../src/contract/index'

/** An answer that differs from the API document. */
export class Difference extends Error {
  constructor(
    readonly expected: string,
    readonly actual: string,
  ) {
    super(`expected ${expected}, but got ${actual}`)
  }
}

/** A check that this endpoint gives no opportunity for, e.g. one of triggers without a trigger. */
export class Unchecked extends Error {}

/** No answer came. */
export class Unreachable extends Error {}

/** The endpoint refuses an action with 6100, or with 4101 to these keys. */
export class NotOffered extends Error {
  constructor(
    readonly action: ActionName,
    reason: string,
  ) {
    super(reason)
  }
}

const maxShown = 160

/** A value as a report shows it. */
export function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? 'nothing'
  return json.length > maxShown ? `${json.slice(0, maxShown)}…` : json
}

/** Throws a Difference unless the condition holds; `actual` is shown in the report. */
export function expectThat(holds: boolean, expected: string, actual: unknown): void {
  if (!holds) throw new Difference(expected, shown(actual))
}

/** The value, or an Unchecked with the reason where there is none. */
export function given<T>(value: T | undefined, reason: string): T {
  if (value === undefined) throw new Unchecked(reason)
  return value
}

/** Throws a Difference with the first row for which the condition does not hold. */
export function expectAll<Row>(
  rows: readonly Row[],
  expected: string,
  holds: (row: Row) => boolean,
): void {
  const wrong = rows.find((row) => !holds(row))
  if (wrong !== undefined) throw new Difference(expected, shown(wrong))
}

/** Throws a Difference with the first of the fields whose value is another one. */
export function expectFields(
  actual: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
): void {
  for (const [name, value] of Object.entries(expected)) {
    const isSame = isDeepStrictEqual(actual[name], value)
    expectThat(isSame, `${name} ${shown(value)}`, actual[name])
  }
}
