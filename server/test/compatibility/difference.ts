/** A difference between the API document, or the service that it describes, and our endpoint. */
export interface Difference {
  /** Action, parameter or subject. */
  about: string
  document: string
  ours: string
  why: string
  /** The test that proves what we do; absent where we do nothing that a test could see. */
  test?: string
}

/** Differences of one area, in the order of the page. */
export interface DifferenceGroup {
  title: string
  differences: readonly Difference[]
}
