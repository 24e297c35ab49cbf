import type { UnavailableReason } from '../../../src/contract/rules/unavailable'

/** A fault of a parameter, by its wire name; `rule` names the contract's rule that it violates. */
export interface Field {
  path: string
  rule?: string
  values?: Record<string, string | number>
  message: string
}

interface ProblemDetails {
  /** The API's error code if the cloud refused the call, otherwise the HTTP status. */
  code?: number
  fields?: readonly Field[]
  headers?: Readonly<Record<string, string>>
  /** Whether the write may have been executed. */
  isOutcomeUnknown?: boolean
  cloudRequestId?: string | undefined
  /** Why the account's backend does not answer the action. */
  reason?: UnavailableReason | undefined
}

/** An unsuccessful response: its status, code and messages. */
export class Problem extends Error {
  readonly status: number
  readonly code: number
  readonly codeDesc: string
  readonly fields: readonly Field[]
  readonly headers: Readonly<Record<string, string>>
  readonly isOutcomeUnknown: boolean
  readonly cloudRequestId: string
  readonly reason: UnavailableReason | undefined

  constructor(status: number, codeDesc: string, message: string, more: ProblemDetails = {}) {
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

  /** A copy with other fields. */
  withFields(fields: readonly Field[]): Problem {
    const { code, headers, isOutcomeUnknown, cloudRequestId, reason } = this
    const details = { code, fields, headers, isOutcomeUnknown, cloudRequestId, reason }
    return new Problem(this.status, this.codeDesc, this.message, details)
  }
}

/** 400 with all invalid fields and their paths. */
export const invalid = (fields: readonly Field[], codeDesc = 'InvalidParameter') =>
  new Problem(
    400,
    codeDesc,
    fields.map((field) => `${field.path || 'the request'} ${field.message}`).join('; '),
    { fields },
  )
