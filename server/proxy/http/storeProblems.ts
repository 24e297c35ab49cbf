import { Problem } from './problem'

/** The database is unavailable, and the operation has not started. */
export const storeUnavailable = () =>
  new Problem(
    503,
    'StoreAway',
    "The console's database is not responding or takes no writes. Nothing was changed. Try again in a moment.",
    { headers: { 'Retry-After': '1' } },
  )

/** The database reports an error, and the operation has not started. */
export const storeFailed = () =>
  new Problem(
    503,
    'StoreFailed',
    "The console's database failed. Nothing was changed. The console's log has the reason.",
  )

/**
 * The store could not write a record that must exist before a call is sent; `what` names the
 * record, e.g. `the record of …`.
 */
export const recordNotWritten = (what: string) =>
  new Problem(
    503,
    'StoreFailed',
    `The console's database could not store ${what}. Nothing was sent. The console's log has the reason.`,
  )

/** The database failed during an operation, which may or may not have been executed. */
export const outcomeLost = (action: string) =>
  new Problem(
    503,
    'StoreLost',
    `The console's database failed during ${action}, so its outcome is unknown. Check the current state before you repeat it.`,
    { isOutcomeUnknown: true },
  )
