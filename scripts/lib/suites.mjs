import fs from 'node:fs'
import { ensureBrowser } from './browser.mjs'
import { bin, inRoot } from './paths.mjs'
import { playwrightResult, unreadable, vitestResult } from './reports.mjs'
import { run } from './run.mjs'

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

const noReport = (code) => `the runner ended with exit code ${code} without a report`

/** The tests of one of Vitest's projects, or with `!` of all others. */
export async function vitest(project, options) {
  const file = newReportFile(`vitest-${project.replace('!', 'not-')}.json`)
  const args = [`--project=${project}`, '--reporter=default', '--reporter=json']
  const code = await run(bin('vitest'), ['run', ...args, `--outputFile.json=${file}`], options)
  const result = report(file)
  return result ? vitestResult(result, code) : unreadable(noReport(code))
}

/** End-to-end tests in Chromium on the built server; `within` is a command that runs the runner. */
export async function playwright(args = [], { env = {}, within = [] } = {}) {
  const file = newReportFile('playwright.json')
  const chromium = await ensureBrowser()
  if (!chromium) {
    return unreadable('no Chromium was found, and none could be installed')
  }
  const [command, ...rest] = [...within, bin('playwright'), 'test', '--reporter=list,json']
  const code = await run(command, [...rest, ...args], {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file, GANTRY_CHROMIUM: chromium },
  })
  const result = report(file)
  return result ? playwrightResult(result, code) : unreadable(noReport(code))
}
