/** A public code of the API: its name (the default of `codeDesc`) and its meaning. */
export interface CodeEntry {
  name: string
  meaning: string
}

/**
 * The public codes of all modules (api-facts.md 1.1). The vendor publishes names only for 0 and
 * 4400.
 */
export const publicCodes = {
  0: { name: 'Success', meaning: 'The call succeeded.' },
  4000: { name: 'InvalidParameter', meaning: 'A parameter is missing or malformed.' },
  4100: {
    name: 'AuthFailure',
    meaning: 'The signature is wrong: check the SecretKey, and that Signature is URL-encoded once.',
  },
  4101: { name: 'UnauthorizedAction', meaning: 'The account may not call this action.' },
  4102: { name: 'UnauthorizedResource', meaning: 'The account may not touch this resource.' },
  4104: { name: 'SecretIdNotFound', meaning: 'The SecretId does not exist or is disabled.' },
  4105: { name: 'TokenFailure', meaning: 'The token of the temporary credentials is wrong.' },
  4110: { name: 'AccessManagementFailure', meaning: 'Access management refused the call.' },
  4300: { name: 'AccessDenied', meaning: 'The account is blocked, e.g. overdue.' },
  4400: { name: 'RequestLimitExceeded', meaning: 'Too many requests; try again later.' },
  4500: {
    name: 'ReplayAttack',
    meaning: 'The Nonce was used before, or the Timestamp is too far from the clock of the server.',
  },
  4600: { name: 'UnsupportedProtocol', meaning: 'The protocol is not supported; use HTTPS.' },
  5000: {
    name: 'ResourceNotFound',
    meaning: 'The resource does not exist, or it is of another account.',
  },
  5100: { name: 'FailedOperation', meaning: 'The operation failed; the message says why.' },
  5200: { name: 'SoldOut', meaning: 'The purchase failed: not supported here, or sold out.' },
  5300: { name: 'InsufficientBalance', meaning: 'The purchase failed: the balance is too low.' },
  5400: { name: 'PartlyExecuted', meaning: 'Only a part was done; see the details of the answer.' },
  5500: { name: 'NotVerified', meaning: 'The purchase failed: the account is not verified.' },
  6000: { name: 'InternalError', meaning: 'The server failed.' },
  6100: {
    name: 'UnsupportedAction',
    meaning: 'The action or its version is not supported here; check the host name first.',
  },
  6200: { name: 'ActionUnavailable', meaning: 'The action is closed for maintenance.' },
} as const satisfies Readonly<Record<number, CodeEntry>>

export type PublicCode = keyof typeof publicCodes
