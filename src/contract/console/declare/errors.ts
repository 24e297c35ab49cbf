/** Status and meaning of each `codeDesc` that the console itself answers with; the cloud's own are not listed. */
export const consoleErrors = {
  InvalidParameter: [400, 'A field is missing, unknown or wrong; `fields` names each.'],
  UnknownAccount: [400, 'The console has no such account or region.'],
  NotConfirmed: [400, 'The call needs `confirm`, or `confirm` has another value than expected.'],
  SignInRequired: [401, 'There is no session, or it has ended.'],
  WrongPassword: [401, 'User and password do not match.'],
  CrossSite: [403, 'The write lacks X-Gantry or comes from another site.'],
  Forbidden: [403, 'The role of the user does not allow it.'],
  ReadOnly: [403, 'The user is read-only.'],
  SwitchedOff: [403, 'An administrator has made the console or the account read-only.'],
  OutOfScope: [403, 'The scope of the user does not cover it.'],
  NotFound: [404, 'There is no such route, or it is not configured.'],
  UnknownAction: [404, 'The API has no such action.'],
  UnknownUser: [404, 'There is no such user.'],
  UnknownEntry: [404, 'The audit log has no such entry.'],
  UnknownBoard: [404, 'There is no such board in the scope of the user.'],
  MethodNotAllowed: [405, 'The route has other methods; see Allow.'],
  UserExists: [409, 'Another user has this name.'],
  LastAdmin: [409, 'The console would be left without an administrator.'],
  NoPassword: [409, 'The user signs in through an identity provider.'],
  BoardChanged: [409, 'The board has changed since this version was read.'],
  TooManyBoards: [409, 'The console holds as many boards as it may.'],
  RepeatUnknown: [409, 'The outcome of the first request with this Idempotency-Key is unknown.'],
  TooLarge: [413, 'The body is too long.'],
  NotJson: [415, 'A write needs Content-Type: application/json.'],
  UnknownHost: [421, 'The console does not answer to this host name.'],
  KeyReused: [422, 'The Idempotency-Key was used for another request.'],
  TooManyRequests: [429, 'The session or the account has used up its rate; see Retry-After.'],
  TooManyAttempts: [429, 'Too many sign-ins have failed; see Retry-After.'],
  InternalError: [500, 'The console failed; its log has the reason under the requestId.'],
  NoEndpoint: [501, 'The account has no endpoint for this action.'],
  SingleSignOnFailed: [502, 'The identity provider refused or did not answer.'],
  StoreAway: [503, 'The database does not answer; nothing was done.'],
  StoreFailed: [503, 'The database failed; nothing was done.'],
  StoreLost: [503, 'The database failed during the change; its outcome is unknown.'],
  Busy: [503, 'Too many calls of the session are waiting.'],
} as const satisfies Readonly<Record<string, readonly [status: number, meaning: string]>>

export type ConsoleError = keyof typeof consoleErrors

/** Errors that any route can answer with. */
export const commonErrors = ['UnknownHost', 'InternalError', 'StoreAway', 'StoreFailed'] as const

/** Errors of every route that needs a session. */
export const sessionErrors = ['SignInRequired', 'TooManyRequests'] as const

/** Errors of every route that changes something. */
export const writeErrors = [
  'CrossSite',
  'NotJson',
  'TooLarge',
  'InvalidParameter',
  'StoreLost',
] as const

/** Errors of every route that takes an Idempotency-Key. */
export const keyErrors = ['KeyReused', 'RepeatUnknown'] as const
