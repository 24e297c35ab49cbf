import { needsManaging } from './managing'
import {
  type ConsoleRoute,
  type DeclaredError,
  isRepeatable,
  isSwitchedOff,
  isWrite,
} from './route'

/** Errors of every route. */
const commonErrors = ['UnknownHost', 'InternalError', 'StoreAway', 'StoreFailed'] as const

/** Errors of every route that needs a session. */
const sessionErrors = [
  'SignInRequired',
  'OtherUser',
  'TooManyRequests',
  'SingleSignOnFailed',
] as const

/** Errors of every route that changes something. */
const writeErrors = ['CrossSite', 'NotJson', 'TooLarge', 'InvalidParameter', 'StoreLost'] as const

/** Errors of every route that supports the Idempotency-Key header. */
const keyErrors = ['KeyReused', 'RepeatUnknown', 'OutOfScope'] as const

/**
 * Returns all errors of the console itself for a route, with their status if it differs from the
 * default.
 */
export function errorsOf(route: ConsoleRoute): DeclaredError[] {
  const [method = '', path = ''] = route.id.split(' ')
  const allErrors: DeclaredError[] = [
    ...(route.errors ?? []),
    ...(route.query ? (['InvalidParameter'] as const) : []),
    ...(route.access === 'admin' ? (['Forbidden', 'OutOfScope'] as const) : []),
    ...(needsManaging(method, path) && route.access !== 'public' ? (['Forbidden'] as const) : []),
    ...(route.access === 'operator' ? (['ReadOnly'] as const) : []),
    ...(route.access === 'public' ? [] : sessionErrors),
    ...(isWrite(route) ? writeErrors : []),
    ...(isSwitchedOff(route) ? (['SwitchedOff'] as const) : []),
    ...(isRepeatable(route) ? keyErrors : []),
    ...commonErrors,
  ]
  return [...new Set(allErrors)]
}
