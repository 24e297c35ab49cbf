/**
 * The stored world cannot be used: damaged, incomplete or written by a newer version. The message
 * continues "the world"; the store is unchanged.
 */
export class UnreadableWorld extends Error {
  override readonly name = 'UnreadableWorld'
}
