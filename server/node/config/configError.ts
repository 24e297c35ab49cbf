/** An invalid setting; the message says what to change. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}
