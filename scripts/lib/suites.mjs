import fs from 'node:fs'
import { ensureBrowser } from './browser.mjs'
import { bin, inRoot } from './paths.mjs'
import { run } from './run.mjs'

/** The result of a suite without a readable report: one failure. */
const unreadable = { passed: 0, failed: 1, skipped: [] }

function report(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function newReportFile(name) {
  const file = inRoot('node_modules', '.cache', name)
  fs.mkdirSync(inRoot('node_modules', '.cache'), { recursive: true })
  fs.rmSync(file, { force: true })
  return file
}

/** A runner that ended with an error counts as one failure even if no test failed. */
const withExitCode = (counts, code) =>
  code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts

/** Unit and component tests. */
export async function vitest(args = []) {
  const file = newReportFile('vitest.json')
  const code = await run(bin('vitest'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...args,
  ])
  const result = report(file)
  if (!result) return unreadable
  const counts = {
    passed: result.numPassedTests,
    failed: result.numFailedTests,
    skipped: result.testResults
      .flatMap((file) => file.assertionResults)
      .filter(({ status }) => !['passed', 'failed'].includes(status))
      .map(({ fullName }) => fullName),
  }
  return withExitCode(counts, code)
}

/** Playwright's suites nest; each test carries its annotations. */
function* skippedIn({ suites = [], specs = [] }) {
  for (const suite of suites) yield* skippedIn(suite)
  for (const { title, tests } of specs) {
    for (const { status, annotations } of tests) {
      const reason = annotations.find(({ type }) => type === 'skip')?.description
      if (status === 'skipped') yield reason ? `${title} (${reason})` : title
    }
  }
}

/** End-to-end tests in Chromium on the built server; `within` is a command that runs the runner. */
export async function playwright(args = [], { env = {}, within = [] } = {}) {
  const file = newReportFile('playwright.json')
  const chromium = await ensureBrowser()
  if (!chromium) {
    process.stderr.write('No Chromium was found, and none could be installed.\n')
    return unreadable
  }
  const [command, ...rest] = [...within, bin('playwright'), 'test', '--reporter=list,json']
  const code = await run(command, [...rest, ...args], {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file, GANTRY_CHROMIUM: chromium },
  })
  const result = report(file)
  if (!result) return unreadable
  const { expected, unexpected, flaky } = result.stats
  const counts = { passed: expected, failed: unexpected + flaky, skipped: [...skippedIn(result)] }
  return withExitCode(counts, code)
}
