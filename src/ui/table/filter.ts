/** A list filter with its options. */
export interface Filter {
  /** Name of the URL parameter. */
  name: string
  label: string
  options: readonly { value: string; label: string }[]
  /** Single choice, where the API accepts only one value. */
  isSingle?: boolean
}
