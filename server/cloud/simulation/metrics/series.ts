/** Consecutive minutes, counted from 1970. */
export interface Span {
  first: number
  count: number
}

export const minute = 60_000

/**
 * One number for each minute of a span, measured in the 60 seconds that end with that minute, so
 * that it is final. Sums are of integers (see the units of `Kind`), so that their order does not
 * matter.
 */
export class Series {
  readonly values: Float64Array
  /** 1 where a value was measured. */
  readonly isMeasured: Uint8Array

  constructor(readonly span: Span) {
    this.values = new Float64Array(span.count)
    this.isMeasured = new Uint8Array(span.count)
  }

  add(index: number, value: number): void {
    this.values[index] = (this.values[index] ?? 0) + value
    this.isMeasured[index] = 1
  }

  /** Converts to another unit. */
  multiply(factor: number): this {
    const { values } = this
    for (let index = 0; index < values.length; index += 1) {
      values[index] = (values[index] ?? 0) * factor
    }
    return this
  }

  /** Divides each value; the divisor is never 0 where there is a value. */
  divide(parts: Float64Array): this {
    const { values } = this
    for (let index = 0; index < values.length; index += 1) {
      values[index] = (values[index] ?? 0) / (parts[index] || 1)
    }
    return this
  }

  /** Each value as a percentage of a capacity; drops values whose capacity is 0. */
  toPercentOf(whole: (index: number) => number): this {
    const { values, isMeasured } = this
    for (let index = 0; index < values.length; index += 1) {
      const all = whole(index)
      if (all > 0) values[index] = (100 * (values[index] ?? 0)) / all
      else isMeasured[index] = 0
    }
    return this
  }
}
