import { store, stored } from '../../browser/storage'

const key = 'gantry-session'

/**
 * The second secret of a session on plain HTTP. Storage belongs to one origin, port included,
 * whereas every port of the host receives the cookie. Without storage the session ends with the
 * page.
 */
export const sessionSecret = (): string | undefined => stored(key)

/** Stores the secret, or deletes it if there is none. */
export const keepSessionSecret = (secret: string | undefined): void => store(key, secret)
