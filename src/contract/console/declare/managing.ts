/** Paths that a token may use only if it may manage: users, sessions, tokens and passwords. */
const managing = /^\/api\/(users|tokens|sessions?|signOut|password)(\/|$)/

/** `GET /api/session` names the token's user. */
export const needsManaging = (method: string, path: string): boolean =>
  managing.test(path) && !(path === '/api/session' && (method === 'GET' || method === 'HEAD'))
