import type { RouteId } from './declare/route'
import type { ConsoleRouteId } from './routes'

/** When the old names below became deprecated: the release of 0.2.0. */
export const deprecatedAt = Date.UTC(2026, 10, 29)

/** Version that drops the old names. */
export const removedIn = '0.3.0'

/** Routes that answer under an old name too. */
export const deprecatedRoutes: readonly { was: RouteId; now: ConsoleRouteId }[] = [
  { was: 'GET /api/deeds', now: 'GET /api/activity' },
]

interface DeprecatedField {
  /** The field's name, at the top of the body or of the answer's `data` (of each item, where that is a list). */
  now: string
  was: string
  /** Routes whose body takes the old name too. */
  bodies?: readonly ConsoleRouteId[]
  /** Routes whose answer carries the old name too; old routes by their old name. */
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
