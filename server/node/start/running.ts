/** A running server. */
export interface Running {
  /** Start-up output, as name and value. */
  facts: readonly (readonly [name: string, value: string])[]
  /** Additional start-up output. */
  more?: string
  close: () => Promise<void>
}
