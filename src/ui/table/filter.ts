/** A list filter with its options. */
export interface Filter {
  /** Name of the URL parameter. */
  name: string
  label: string
  options: readonly { value: string; label: string }[]
  /** Whether only a single choice is possible, because the API accepts only one value. */
  isSingle?: boolean
}
