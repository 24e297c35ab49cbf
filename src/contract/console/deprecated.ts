import type { RouteId } from './declare/route'
import type { ConsoleRouteId } from './routes'

/** Date of the deprecation, which is the release date of 0.2.0. */
export const deprecatedAt = Date.UTC(2026, 10, 29)

/** Version that removes the deprecated names. */
export const removedIn = '0.3.0'

/** Routes that are also available under a deprecated name. */
export const deprecatedRoutes: readonly { was: RouteId; now: ConsoleRouteId }[] = [
  { was: 'GET /api/deeds', now: 'GET /api/activity' },
]

interface DeprecatedField {
  /**
   * Name of a top-level field of the body, or of the response's `data` (if that is a list, of each
   * item).
   */
  now: string
  was: string
  /** Routes whose body also accepts the deprecated name. */
  bodies?: readonly ConsoleRouteId[]
  /**
   * Routes whose response also contains the deprecated name; deprecated routes by their deprecated
   * name.
   */
  answers?: readonly RouteId[]
}

export const deprecatedFields: readonly DeprecatedField[] = [
  {
    now: 'scope',
    was: 'reach',
    bodies: ['POST /api/users', 'PATCH /api/users/:name'],
    answers: [
      'POST /api/session',
      'GET /api/session',
      'GET /api/users',
      'POST /api/users',
      'PATCH /api/users/:name',
    ],
  },
  { now: 'currentPassword', was: 'old', bodies: ['POST /api/password'] },
  { now: 'activity', was: 'deeds', answers: ['GET /api/deeds'] },
]
