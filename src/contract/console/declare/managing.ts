/**
 * Paths that a token may use only with the permission to manage: users, sessions, tokens and
 * passwords.
 */
const managementPath = /^\/api\/(users|tokens|sessions?|signOut|password)(\/|$)/

/**
 * Whether a request needs the permission to manage. `GET /api/session` does not: it only returns
 * the token's user.
 */
export const needsManaging = (method: string, path: string): boolean =>
  managementPath.test(path) && !(path === '/api/session' && (method === 'GET' || method === 'HEAD'))
