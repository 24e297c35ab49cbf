import type { UnavailableReason } from '../../../src/contract/rules/unavailable'

/** One fault of a request under its wire name; `rule` where it is one of the contract's. */
export interface Field {
  path: string
  rule?: string
  values?: Record<string, string | number>
  message: string
}

interface More {
  /** The API's own number, where the cloud refused; the HTTP status otherwise. */
  code?: number
  fields?: readonly Field[]
  headers?: Readonly<Record<string, string>>
  /** A write of which nobody knows whether it was carried out. */
  isOutcomeUnknown?: boolean
  cloudRequestId?: string | undefined
  /** Why the account's backend does not answer the action. */
  reason?: UnavailableReason | undefined
}

/** Everything that is not a success: what the answer says, in words and in numbers. */
export class Problem extends Error {
  readonly status: number
  readonly code: number
  readonly codeDesc: string
  readonly fields: readonly Field[]
  readonly headers: Readonly<Record<string, string>>
  readonly isOutcomeUnknown: boolean
  readonly cloudRequestId: string
  readonly reason: UnavailableReason | undefined

  constructor(status: number, codeDesc: string, message: string, more: More = {}) {
    super(message)
    this.name = 'Problem'
    this.status = status
    this.code = more.code ?? status
    this.codeDesc = codeDesc
    this.fields = more.fields ?? []
    this.headers = more.headers ?? {}
    this.isOutcomeUnknown = more.isOutcomeUnknown ?? false
    this.cloudRequestId = more.cloudRequestId ?? ''
    this.reason = more.reason
  }

  /** The same with other fields. */
  withFields(fields: readonly Field[]): Problem {
    const { code, headers, isOutcomeUnknown, cloudRequestId } = this
    const more = { code, fields, headers, isOutcomeUnknown, cloudRequestId }
    return new Problem(this.status, this.codeDesc, this.message, more)
  }
}

/** 400 for a request whose parts are wrong, each with its path. */
export const invalid = (fields: readonly Field[], codeDesc = 'InvalidParameter') =>
  new Problem(
    400,
    codeDesc,
    fields.map((one) => `${one.path || 'the request'} ${one.message}`).join('; '),
    { fields },
  )
