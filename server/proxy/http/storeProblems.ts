import { Problem } from './problem'

/** The database does not answer, and nothing has begun yet. */
export const storeAway = () =>
  new Problem(
    503,
    'StoreAway',
    "The console's database is not responding. Nothing was changed. Try again in a moment.",
    { headers: { 'Retry-After': '1' } },
  )

/** The database answers with an error, and nothing has begun yet. */
export const storeFailed = () =>
  new Problem(
    503,
    'StoreFailed',
    "The console's database failed. Nothing was changed. The console's log has the reason.",
  )

/** What has to be written down before something is sent could not be; `what`: e.g. `the record of …`. */
export const notWritten = (what: string) =>
  new Problem(
    503,
    'StoreFailed',
    `The console's database could not store ${what}. Nothing was sent. The console's log has the reason.`,
  )

/** The database went away or failed over an operation, which may be done or not. */
export const lostOver = (action: string) =>
  new Problem(
    503,
    'StoreLost',
    `The console's database failed during ${action}, so its outcome is unknown. Check the current state before you repeat it.`,
    { isOutcomeUnknown: true },
  )
