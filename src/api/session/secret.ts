const key = 'gantry-session'

/** A copy for browsers that refuse storage: the session then ends with the page. */
let inMemory: string | undefined

/**
 * The second secret of a session on plain HTTP. Storage belongs to one origin, port included,
 * whereas every port of the host receives the cookie.
 */
export function sessionSecret(): string | undefined {
  try {
    return localStorage.getItem(key) ?? inMemory
  } catch {
    return inMemory
  }
}

/** Stores the secret, or deletes it if there is none. */
export function keepSessionSecret(secret: string | undefined): void {
  inMemory = secret
  try {
    if (secret === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, secret)
  } catch {
    // Without storage the copy in memory has to do.
  }
}
