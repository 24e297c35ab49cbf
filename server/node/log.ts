import type { Log } from '../proxy/ports'

const hidden = new Set<string>()

/** What must never stand in a line, whoever writes it: keys, tokens, passwords. */
export function hideInLog(secrets: readonly string[]): void {
  for (const secret of secrets) {
    // As JSON writes it; shorter ones would take words out of every line.
    if (secret.length >= 6) hidden.add(JSON.stringify(secret).slice(1, -1))
  }
}

/** A line as it is written. */
export function lineOf(line: Parameters<Log>[0], now: Date): string {
  let text = JSON.stringify({ time: now.toISOString(), ...line })
  for (const secret of hidden) text = text.replaceAll(secret, '••••••••')
  return `${text}\n`
}

/** Structured lines on standard error, one JSON object each. */
export const log: Log = (line) => {
  process.stderr.write(lineOf(line, new Date()))
}
