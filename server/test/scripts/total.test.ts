import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '../../..')
const script = `
  import { createTotal } from './scripts/lib/total.mjs'
  import { playwrightResult, vitestResult } from './scripts/lib/reports.mjs'
  const [CI, runs] = JSON.parse(process.argv[1])
  const total = createTotal({ CI })
  const read = { vitest: vitestResult, playwright: playwrightResult }
  for (const { runner, report, code } of runs) total.add(runner, read[runner](report, code))
  console.log(total.lines().join('\\n'))`

interface Run {
  runner: 'vitest' | 'playwright'
  report: object
  code: number
}

/** The lines of the summary after runs with these reports and exit codes. */
function summary(runs: readonly Run[], CI = '') {
  const args = ['--input-type=module', '-e', script, JSON.stringify([CI, runs])]
  return execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }).trim().split('\n')
}

type Test = readonly [title: string, status: string]

function vitest(tests: readonly Test[], code: number, fileStatus = 'passed'): Run {
  const assertionResults = tests.map(([fullName, status]) => ({ fullName, status }))
  const testResults = [
    { name: path.join(root, 'src/a.test.ts'), status: fileStatus, assertionResults },
  ]
  const numPassedTests = tests.filter(([, status]) => status === 'passed').length
  return { runner: 'vitest', report: { numPassedTests, testResults }, code }
}

function playwright(tests: readonly Test[], code: number): Run {
  const file = 'area/a.e2e.ts'
  const annotations = [{ type: 'skip', description: 'no node' }]
  const specs = tests.map(([title, status]) => ({ title, file, tests: [{ status, annotations }] }))
  const group = { title: 'group', file, specs }
  const report = {
    config: { rootDir: path.join(root, 'e2e') },
    stats: { expected: tests.filter(([, status]) => status === 'expected').length },
    suites: [{ title: file, file, suites: [group], specs: [] }],
  }
  return { runner: 'playwright', report, code }
}

it('counts the tests of all runners in the last line', () => {
  const runs = [
    vitest(
      [
        ['one', 'passed'],
        ['two', 'passed'],
      ],
      0,
    ),
    playwright([['three', 'expected']], 0),
  ]
  expect(summary(runs)).toEqual(['3 passed, 0 failed'])
})

it('lists the failed tests with their files before the counts', () => {
  const runs = [
    vitest(
      [
        ['one', 'passed'],
        ['two', 'failed'],
      ],
      1,
      'failed',
    ),
    playwright(
      [
        ['three', 'unexpected'],
        ['four', 'flaky'],
      ],
      1,
    ),
  ]
  expect(summary(runs)).toEqual([
    'Failed:',
    '  src/a.test.ts: two',
    '  e2e/area/a.e2e.ts: group three',
    '  e2e/area/a.e2e.ts: group four',
    'Failed in: vitest, playwright',
    '1 passed, 3 failed',
  ])
})

it('lists at most 40 failed tests and counts the others', () => {
  const tests = Array.from({ length: 42 }, (_, index) => [`test ${index}`, 'failed'] as const)
  const lines = summary([vitest(tests, 1, 'failed')])
  expect(lines.filter((line) => line.includes('a.test.ts'))).toHaveLength(40)
  expect(lines.slice(-3)).toEqual(['  … and 2 more', 'Failed in: vitest', '0 passed, 42 failed'])
})

it('counts a file that cannot be imported, and a runner that fails without a failed test', () => {
  expect(summary([vitest([], 1, 'failed'), playwright([], 7)])).toEqual([
    'Failed:',
    '  src/a.test.ts: failed outside its tests',
    '  the runner ended with exit code 7',
    'Failed in: vitest, playwright',
    '0 passed, 2 failed',
  ])
})

it('counts a skipped test as failed if CI is set, and says how to enable it', () => {
  const runs = [playwright([['three', 'skipped']], 0)]
  expect(summary(runs)).toEqual([
    'Skipped:',
    '  group three (no node)',
    '0 passed, 0 failed, 1 skipped',
  ])
  expect(summary(runs, 'true')).toEqual([
    'Skipped, which fails in CI:',
    '  group three (no node)',
    'Failed in: playwright',
    '0 passed, 1 failed',
  ])
})
