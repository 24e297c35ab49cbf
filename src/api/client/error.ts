import { isFields } from '../../contract/fields'
import { isUnavailableReason, type UnavailableReason } from '../../contract/rules/unavailable'

/**
 * A fault that the server found in a request; `path` is the wire name, e.g. `containers.0.image`.
 */
export interface FieldFault {
  path: string
  rule?: string
  values?: Record<string, string | number>
  message: string
}

/**
 * network: no response; session: not signed in, or as another user; cloud: refused by the API; refused: refused by the
 * proxy; server: failure of the proxy or its upstream.
 */
export type ErrorKind = 'network' | 'session' | 'cloud' | 'refused' | 'server'

interface Facts {
  kind: ErrorKind
  /** HTTP status; 0 without a response. */
  status: number
  /** The API's code, or the HTTP status for errors of the proxy itself. */
  code: number
  codeDesc: string
  message: string
  requestId?: string | undefined
  fields?: readonly FieldFault[]
  /** Whether the write may have been executed. */
  isOutcomeUnknown?: boolean
  /** Why the account's backend does not answer the action. */
  reason?: UnavailableReason | undefined
}

/** The error that all calls throw. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly kind: ErrorKind
  readonly status: number
  readonly code: number
  readonly codeDesc: string
  readonly requestId: string | undefined
  readonly fields: readonly FieldFault[]
  readonly isOutcomeUnknown: boolean
  readonly reason: UnavailableReason | undefined

  constructor(facts: Facts) {
    super(facts.message)
    this.kind = facts.kind
    this.status = facts.status
    this.code = facts.code
    this.codeDesc = facts.codeDesc
    this.requestId = facts.requestId
    this.fields = facts.fields ?? []
    this.isOutcomeUnknown = facts.isOutcomeUnknown ?? false
    this.reason = facts.reason
  }

  /** Whether a retry of the read may succeed. */
  get isPassing(): boolean {
    // With 501 the account has no endpoint for the action, so a retry is useless.
    return this.kind === 'network' || (this.kind === 'server' && this.status !== 501)
  }
}

const isValue = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number'

function fieldOf(value: unknown): FieldFault[] {
  if (!isFields(value) || typeof value.path !== 'string') return []
  const values: Record<string, string | number> = {}
  for (const [name, item] of Object.entries(isFields(value.values) ? value.values : {})) {
    if (isValue(item)) values[name] = item
  }
  return [
    {
      path: value.path,
      message: typeof value.message === 'string' ? value.message : '',
      ...(typeof value.rule === 'string' && { rule: value.rule, values }),
    },
  ]
}

/**
 * Whether the outcome of a write is unknown: the proxy says so (`outcome`), the proxy failed, or an
 * intermediate server responded.
 */
const isUnknown = ({ outcome, codeDesc }: Record<string, unknown>) =>
  outcome === 'unknown' || codeDesc === 'InternalError' || typeof codeDesc !== 'string'

/** Parses an error body `{error: {…}}`; any other body counts as a server failure. */
export function errorOf(status: number, body: unknown, isWrite: boolean): ApiError {
  const error = isFields(body) && isFields(body.error) ? body.error : {}
  const code = typeof error.code === 'number' ? error.code : status
  const codeDesc = typeof error.codeDesc === 'string' ? error.codeDesc : ''
  const isOwn = code === status
  const kind = (): ErrorKind => {
    if (codeDesc === 'SignInRequired' || codeDesc === 'OtherUser') return 'session'
    if (!isOwn) return 'cloud'
    return status >= 500 ? 'server' : 'refused'
  }
  return new ApiError({
    kind: kind(),
    status,
    code,
    codeDesc,
    message: typeof error.message === 'string' ? error.message : '',
    ...(typeof error.requestId === 'string' && { requestId: error.requestId }),
    fields: Array.isArray(error.fields) ? error.fields.flatMap(fieldOf) : [],
    ...(isUnavailableReason(error.reason) && { reason: error.reason }),
    isOutcomeUnknown: isWrite && isOwn && isUnknown(error),
  })
}
