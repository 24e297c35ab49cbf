import type { Log } from '../proxy/ports'

const hidden = new Set<string>()

/** Masks these secrets (keys, tokens, passwords) in every line from now on. */
export function hideInLog(secrets: readonly string[]): void {
  for (const secret of secrets) {
    // The escaped form is masked, because lines are JSON. Shorter secrets would mask ordinary
    // words.
    if (secret.length >= 6) hidden.add(JSON.stringify(secret).slice(1, -1))
  }
}

/** Formats a line with secrets masked. */
export function formatLine(line: Parameters<Log>[0], now: Date): string {
  let text = JSON.stringify({ time: now.toISOString(), ...line })
  for (const secret of hidden) text = text.replaceAll(secret, '••••••••')
  return `${text}\n`
}

/** Writes structured lines to standard error, one JSON object each. */
export const log: Log = (line) => {
  process.stderr.write(formatLine(line, new Date()))
}
