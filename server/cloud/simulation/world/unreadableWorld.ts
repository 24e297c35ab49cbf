/**
 * The stored world cannot be used, because it is damaged, incomplete or written by a newer version.
 * The error message is a predicate of "the world"; the store is unchanged.
 */
export class UnreadableWorld extends Error {
  override readonly name = 'UnreadableWorld'
}
