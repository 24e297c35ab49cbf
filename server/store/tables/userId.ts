import { randomHex } from '../randomHex'

/** A random ID, so that a user created again under the same name has another one. */
export const newUserId = (): string => randomHex(12)
