import path from 'node:path'
import { root } from './paths.mjs'

const fileIn = (folder, file) => path.relative(root, path.resolve(folder, file))

/** A runner that ended with an error counts as one failure even if no test failed. */
const withExitCode = (result, code) =>
  code !== 0 && result.failed.length === 0
    ? { ...result, failed: [`the runner ended with exit code ${code}`] }
    : result

/** The result of a suite without a readable report: one failure. */
export const unreadable = (reason) => ({ passed: 0, failed: [reason], skipped: [] })

/** Titles of the failed tests of one file of Vitest's report. */
function failedIn({ name, status, assertionResults }) {
  const file = fileIn(root, name)
  const tests = assertionResults.filter((test) => test.status === 'failed')
  // A file that cannot be imported fails without tests.
  if (tests.length === 0 && status === 'failed') return [`${file}: failed outside its tests`]
  return tests.map(({ fullName }) => `${file}: ${fullName}`)
}

/** The result of a run of Vitest, from its JSON report and its exit code. */
export function vitestResult({ numPassedTests, testResults }, code) {
  const result = {
    passed: numPassedTests,
    failed: testResults.flatMap(failedIn),
    skipped: testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => !['passed', 'failed'].includes(status))
      .map(({ fullName }) => fullName),
  }
  return withExitCode(result, code)
}

/** Playwright's suites nest; the outermost one is the file. */
function* specsIn({ suites = [], specs = [] }, titles = []) {
  for (const suite of suites) {
    yield* specsIn(suite, suite.title === suite.file ? titles : [...titles, suite.title])
  }
  for (const spec of specs) yield { ...spec, title: [...titles, spec.title].join(' ') }
}

/** The result of a run of Playwright, from its JSON report and its exit code. */
export function playwrightResult({ config, stats, ...report }, code) {
  const tests = [...specsIn(report)].flatMap(({ title, file, tests }) =>
    tests.map((test) => ({ ...test, title, file: fileIn(config.rootDir, file) })),
  )
  const result = {
    passed: stats.expected,
    failed: tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ title, file }) => `${file}: ${title}`),
    skipped: tests
      .filter(({ status }) => status === 'skipped')
      .map(({ title, annotations }) => {
        const reason = annotations.find(({ type }) => type === 'skip')?.description
        return reason ? `${title} (${reason})` : title
      }),
  }
  return withExitCode(result, code)
}
