import { Problem } from './problem'

/** The database does not answer, and nothing has begun yet. */
export const storeAway = () =>
  new Problem(
    503,
    'StoreAway',
    'The database of the console does not answer at present, so that nothing was done. Try again in a moment.',
    { headers: { 'Retry-After': '1' } },
  )

/** The database answers with an error, and nothing has begun yet. */
export const storeFailed = () =>
  new Problem(
    503,
    'StoreFailed',
    "The console's database failed, so that nothing was done. Its log tells why.",
  )

/** What has to be written down before something is sent could not be; `what`: e.g. `the record of …`. */
export const notWritten = (what: string) =>
  new Problem(
    503,
    'StoreFailed',
    `The console's database did not take ${what}, so that nothing was sent. Its log tells why.`,
  )

/** The database went away or failed over an operation, which may be done or not. */
export const lostOver = (action: string) =>
  new Problem(
    503,
    'StoreLost',
    `The console's database failed in the middle of ${action}. Whether it was carried out is not known: look at the present state before you repeat it.`,
    { isOutcomeUnknown: true },
  )
