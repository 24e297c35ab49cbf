import { readStored, writeStored } from '../../browser/storage'

const key = 'gantry-session'

/**
 * The second secret of a session on plain HTTP. Browser storage belongs to one origin, which
 * includes the port, whereas the cookie is sent to every port of the host. Without storage the
 * session ends with the page.
 */
export const sessionSecret = (): string | undefined => readStored(key)

/** Stores the secret; deletes it if undefined. */
export const storeSessionSecret = (secret: string | undefined): void => writeStored(key, secret)
