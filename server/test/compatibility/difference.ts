/** A difference between the API document, or the service that it describes, and our endpoint. */
export interface Difference {
  /** The action, parameter or subject that differs. */
  about: string
  document: string
  ours: string
  why: string
  /** The test that proves our behaviour; absent if there is no behaviour to test. */
  test?: string
}

/** Differences in one area, in the order of docs/compatibility.md. */
export interface DifferenceGroup {
  title: string
  differences: readonly Difference[]
}
