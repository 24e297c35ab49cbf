import { type ConsoleRoute, type DeclaredError, isRepeatable, isWrite } from './route'

/** Errors that any route can answer with. */
const commonErrors = ['UnknownHost', 'InternalError', 'StoreAway', 'StoreFailed'] as const

/** Errors of every route that needs a session. */
const sessionErrors = ['SignInRequired', 'TooManyRequests'] as const

/** Errors of every route that changes something. */
const writeErrors = ['CrossSite', 'NotJson', 'TooLarge', 'InvalidParameter', 'StoreLost'] as const

/** Errors of every route that takes an Idempotency-Key. */
const keyErrors = ['KeyReused', 'RepeatUnknown'] as const

/** Every error of the console itself that a route can answer with, with its status where it is unusual. */
export function errorsOf(one: ConsoleRoute): DeclaredError[] {
  const all: DeclaredError[] = [
    ...(one.errors ?? []),
    ...(one.query ? (['InvalidParameter'] as const) : []),
    ...(one.access === 'admin' ? (['Forbidden'] as const) : []),
    ...(one.access === 'operator' ? (['ReadOnly'] as const) : []),
    ...(one.access === 'public' ? [] : sessionErrors),
    ...(isWrite(one) ? writeErrors : []),
    ...(isRepeatable(one) ? keyErrors : []),
    ...commonErrors,
  ]
  return [...new Set(all)]
}
