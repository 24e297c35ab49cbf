const isOn = (value = '') => !['', '0', 'false'].includes(value)

/** More failures than these have a common cause, which the first ones show. */
const maxListed = 40

/** Sums the results of all runners. If `CI` is set, a skipped test counts as failed. */
export function createTotal({ CI }) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  const failedParts = []
  const failedTests = []
  const skippedTests = []

  return {
    /**
     * `failed` has the titles of the failed tests with their files, `skipped` those of the skipped
     * tests, which explain how to enable them.
     */
    add(name, { passed, failed, skipped }) {
      const alsoFailed = isOn(CI) ? skipped.length : 0
      total.passed += passed
      total.failed += failed.length + alsoFailed
      total.skipped += skipped.length - alsoFailed
      if (failed.length + alsoFailed > 0) failedParts.push(name)
      failedTests.push(...failed)
      skippedTests.push(...skipped)
    },

    hasFailed: () => total.failed > 0,

    /** The summary of a run; its last line has the counts. */
    lines() {
      const { passed, failed, skipped } = total
      const unlisted = failedTests.length - maxListed
      return [
        ...(skippedTests.length > 0 ? [`Skipped${isOn(CI) ? ', which fails in CI' : ''}:`] : []),
        ...skippedTests.map((title) => `  ${title}`),
        ...(failedTests.length > 0 ? ['Failed:'] : []),
        ...failedTests.slice(0, maxListed).map((title) => `  ${title}`),
        ...(unlisted > 0 ? [`  … and ${unlisted} more`] : []),
        ...(failedParts.length > 0 ? [`Failed in: ${failedParts.join(', ')}`] : []),
        `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
      ]
    },
  }
}
