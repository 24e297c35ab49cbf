/** Minutes in a row, counted from 1970. */
export interface Span {
  first: number
  count: number
}

export const minute = 60_000

/**
 * One number for each minute of a span. That of a minute is what was measured in the 60 seconds that
 * end with it, so it is final as soon as there is one. Sums are of whole numbers (see the units of
 * `Kind`), so that they come out the same in whatever order they are made.
 */
export class Series {
  readonly values: Float64Array
  /** 1 where something was measured. */
  readonly heard: Uint8Array

  constructor(readonly span: Span) {
    this.values = new Float64Array(span.count)
    this.heard = new Uint8Array(span.count)
  }

  add(index: number, value: number): void {
    this.values[index] = (this.values[index] ?? 0) + value
    this.heard[index] = 1
  }

  /** The same in another unit. */
  times(factor: number): this {
    const { values } = this
    for (let index = 0; index < values.length; index += 1) {
      values[index] = (values[index] ?? 0) * factor
    }
    return this
  }

  /** Each value by another that is never nothing where there is a value. */
  dividedBy(parts: Float64Array): this {
    const { values } = this
    for (let index = 0; index < values.length; index += 1) {
      values[index] = (values[index] ?? 0) / (parts[index] || 1)
    }
    return this
  }

  /** Each value as a percentage of another; nothing where the other is nothing. */
  percentOf(whole: (index: number) => number): this {
    const { values, heard } = this
    for (let index = 0; index < values.length; index += 1) {
      const all = whole(index)
      if (all > 0) values[index] = (100 * (values[index] ?? 0)) / all
      else heard[index] = 0
    }
    return this
  }
}
