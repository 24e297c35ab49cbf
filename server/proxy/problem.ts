import type { Fault } from '../../src/contract/faults'

/**
 * Everything that is not a success. `code` is the API's own number where the cloud refused, the HTTP
 * status where the proxy did.
 */
export class Problem extends Error {
  readonly status: number
  readonly code: number
  readonly codeDesc: string
  readonly fields: readonly Fault[]
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    codeDesc: string,
    message: string,
    more: { code?: number; fields?: readonly Fault[]; headers?: Record<string, string> } = {},
  ) {
    super(message)
    this.name = 'Problem'
    this.status = status
    this.code = more.code ?? status
    this.codeDesc = codeDesc
    this.fields = more.fields ?? []
    this.headers = more.headers ?? {}
  }
}

/** A request whose parts are wrong, each with its path. */
export const invalid = (fields: readonly Fault[]) =>
  new Problem(
    400,
    'InvalidParameter',
    fields.map((one) => `${one.path || 'request'} ${one.message}`).join('; '),
    { fields },
  )

/** A single fault of a request. */
export const fault = (path: string, rule: string, message: string): Fault => ({
  path,
  rule,
  message,
})
