import { randomInt } from 'node:crypto'
import fs from 'node:fs'
import type { Ports } from './client'
import { parseDifferences } from './run/differences'
import { readOptions, UsageError, usage } from './run/options'
import { differencesIn, writeReport } from './run/report'
import { type RunOptions, runSuite } from './run/run'

const exitCodes = { conforms: 0, differs: 1, failed: 2 } as const

/** An endpoint that stops answering must not stop the run. */
const requestTimeout = 60_000

const ports: Ports = {
  fetch: (request) => fetch(request, { signal: AbortSignal.timeout(requestTimeout) }),
  now: Date.now,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: (bound) => randomInt(bound),
}

/**
 * The first signal ends the run after it has deleted what it created; the second ends it at once.
 */
function endOnSignal(): AbortSignal {
  const interruption = new AbortController()
  const interrupt = () => {
    if (interruption.signal.aborted) process.exit(exitCodes.failed)
    process.stderr.write('Deleting what the run has created …\n')
    interruption.abort(new Error('The run was interrupted.'))
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  return interruption.signal
}

/** Returns to the start of a terminal's line and erases it. */
const clearLine = '\r\u001b[K'

const showProgress: NonNullable<RunOptions['onCheck']> = ({ action, title }) => {
  const width = process.stderr.columns ?? 80
  process.stderr.write(`${clearLine}${`${action}: ${title}`.slice(0, width - 1)}`)
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env)
  const { target, differences, isJson, ...others } = options
  const declared = differences && parseDifferences(fs.readFileSync(differences, 'utf8'))
  const report = await runSuite(target, ports, {
    ...others,
    ...(declared && { differences: declared }),
    signal: endOnSignal(),
    ...(process.stderr.isTTY && { onCheck: showProgress }),
  })
  if (process.stderr.isTTY) process.stderr.write(clearLine)
  process.stdout.write(isJson ? `${JSON.stringify(report, null, 2)}\n` : writeReport(report))
  return differencesIn(report).length > 0 ? exitCodes.differs : exitCodes.conforms
}

const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error ? `${error.message}: ${cause.message}` : error.message
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(`${messageOf(error)}\n`)
    if (error instanceof UsageError) process.stderr.write(`\n${usage}`)
    process.exitCode = exitCodes.failed
  },
)
