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

/** Thrown by a check that cannot run on this endpoint, e.g. a trigger check without a trigger. */
export class Unchecked extends Error {}

/** Thrown if the endpoint sends no response. */
export class Unreachable extends Error {}

/** Thrown if the endpoint refuses an action with 6100, or with 4101 for these keys. */
export class NotOffered extends Error {
  constructor(
    readonly action: ActionName,
    reason: string,
  ) {
    super(reason)
  }
}

const maxJsonLength = 160

/** A value as a report shows it. */
export function toShortJson(value: unknown): string {
  const json = JSON.stringify(value) ?? 'nothing'
  return json.length > maxJsonLength ? `${json.slice(0, maxJsonLength)}…` : json
}

/** Throws a Difference unless the condition holds; `actual` is shown in the report. */
export function expectThat(holds: boolean, expected: string, actual: unknown): void {
  if (!holds) throw new Difference(expected, toShortJson(actual))
}

/** Returns the value; throws Unchecked with the reason if the value is undefined. */
export function requirePresent<T>(value: T | undefined, reason: string): T {
  if (value === undefined) throw new Unchecked(reason)
  return value
}

/** Throws a Difference with the first row for which the condition does not hold. */
export function expectAll<Row>(
  rows: readonly Row[],
  expected: string,
  holds: (row: Row) => boolean,
): void {
  const violatingRow = rows.find((row) => !holds(row))
  if (violatingRow !== undefined) throw new Difference(expected, toShortJson(violatingRow))
}

/** Throws a Difference with the first field that does not have the expected value. */
export function expectFields(
  actual: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
): void {
  for (const [name, value] of Object.entries(expected)) {
    const isSame = isDeepStrictEqual(actual[name], value)
    expectThat(isSame, `${name} ${toShortJson(value)}`, actual[name])
  }
}
