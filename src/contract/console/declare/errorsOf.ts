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
export function errorsOf(one: ConsoleRoute): DeclaredError[] {
  const [method = '', path = ''] = one.id.split(' ')
  const allErrors: DeclaredError[] = [
    ...(one.errors ?? []),
    ...(one.query ? (['InvalidParameter'] as const) : []),
    ...(one.access === 'admin' ? (['Forbidden', 'OutOfScope'] as const) : []),
    ...(needsManaging(method, path) && one.access !== 'public' ? (['Forbidden'] as const) : []),
    ...(one.access === 'operator' ? (['ReadOnly'] as const) : []),
    ...(one.access === 'public' ? [] : sessionErrors),
    ...(isWrite(one) ? writeErrors : []),
    ...(isSwitchedOff(one) ? (['SwitchedOff'] as const) : []),
    ...(isRepeatable(one) ? keyErrors : []),
    ...commonErrors,
  ]
  return [...new Set(allErrors)]
}
