/** A setting that makes no sense; the message is a sentence that says what to change. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}
