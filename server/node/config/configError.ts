/** An invalid setting; the message names the remedy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}
