/**
 * The kept world cannot be used: damaged, incomplete, or of a newer version. The message goes on after
 * "the world"; nothing has been changed.
 */
export class UnreadableWorld extends Error {
  override readonly name = 'UnreadableWorld'
}
