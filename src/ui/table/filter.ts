/** A filter of a list: the values that may be chosen, with their words. */
export interface Filter {
  /** Name in the address. */
  name: string
  label: string
  options: readonly { value: string; label: string }[]
  /** One value at a time, where the API takes only one. */
  isSingle?: boolean
}
