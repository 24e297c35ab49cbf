const isOn = (value = '') => !['', '0', 'false'].includes(value)

/** Sums the results of all runners. If `CI` is set, a skipped test counts as failed. */
export function createTotal({ CI }) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  const failedParts = []
  const skippedTests = []

  return {
    /** `skipped` has the titles of the skipped tests, which explain how to enable them. */
    add(name, { passed, failed, skipped }) {
      const alsoFailed = isOn(CI) ? skipped.length : 0
      total.passed += passed
      total.failed += failed + alsoFailed
      total.skipped += skipped.length - alsoFailed
      if (failed + alsoFailed > 0) failedParts.push(name)
      skippedTests.push(...skipped)
    },

    hasFailed: () => total.failed > 0,

    /** The summary of a run; its last line has the counts. */
    lines() {
      const { passed, failed, skipped } = total
      return [
        ...(skippedTests.length > 0 ? [`Skipped${isOn(CI) ? ', which fails in CI' : ''}:`] : []),
        ...skippedTests.map((title) => `  ${title}`),
        ...(failedParts.length > 0 ? [`Failed in: ${failedParts.join(', ')}`] : []),
        `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
      ]
    },
  }
}
