import { randomHex } from '../randomHex'

/** Returns a random ID, so that a user who is created again under the same name has another ID. */
export const newUserId = (): string => randomHex(12)
