import type { Log } from '../proxy/ports'

/** Structured lines on standard error, one JSON object each. */
export const log: Log = (line) => {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), ...line })}\n`)
}
