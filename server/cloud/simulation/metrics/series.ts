/** Consecutive minutes, numbered since 1970. */
export interface Span {
  first: number
  count: number
}

export const minute = 60_000

/**
 * One number for each minute of a span. The value of a minute is measured over the 60 seconds that
 * end with it, so that the value is final. Values are integers (see `unitsOf`), so that sums do not
 * depend on the order of addition.
 */
export class Series {
  readonly values: Float64Array
  /** 1 for each minute with a measured value, 0 otherwise. */
  readonly isMeasured: Uint8Array

  constructor(readonly span: Span) {
    this.values = new Float64Array(span.count)
    this.isMeasured = new Uint8Array(span.count)
  }

  add(index: number, value: number): void {
    this.values[index] = (this.values[index] ?? 0) + value
    this.isMeasured[index] = 1
  }

  /** Multiplies each value by a factor, e.g. to convert it to another unit. */
  multiply(factor: number): this {
    const { values } = this
    for (let index = 0; index < values.length; index += 1) {
      values[index] = (values[index] ?? 0) * factor
    }
    return this
  }

  /** Divides each value; the divisor of a measured value must not be 0. */
  divide(divisors: Float64Array): this {
    const { values } = this
    for (let index = 0; index < values.length; index += 1) {
      values[index] = (values[index] ?? 0) / (divisors[index] || 1)
    }
    return this
  }

  /** Converts each value to a percentage of a capacity; drops values whose capacity is 0. */
  toPercentOf(capacityAt: (index: number) => number): this {
    const { values, isMeasured } = this
    for (let index = 0; index < values.length; index += 1) {
      const capacity = capacityAt(index)
      if (capacity > 0) values[index] = (100 * (values[index] ?? 0)) / capacity
      else isMeasured[index] = 0
    }
    return this
  }
}
