import { store, stored } from '../../browser/storage'

const key = 'gantry-session'

/**
 * The second secret of a session on plain HTTP. Browser storage belongs to one origin, which
 * includes the port, whereas the cookie is sent to every port of the host. Without storage the
 * session ends with the page.
 */
export const sessionSecret = (): string | undefined => stored(key)

/** Stores the secret; deletes it if undefined. */
export const storeSessionSecret = (secret: string | undefined): void => store(key, secret)
