import { Problem } from '../http/problem'
import { outcomeLost, recordNotWritten } from '../http/storeProblems'
import type { ProxyPorts } from '../ports'
import type { AuditOutcome, AuditRow } from './ports'
import { createRefusalLimit } from './refusalLimit'

/** A write to be recorded: user, action and target. */
export interface AuditedOperation {
  requestId: string
  user: string
  /** Empty if the role is unknown. */
  role: string
  address: string
  /** Name of the access token with which the user acts. */
  accessToken?: string
  /** An API action, or one of the console's own such as `SignIn`. */
  action: string
  account?: string
  region?: string
  target?: string
  /** Parameters with secrets masked. */
  params?: unknown
}

/** Details of a successful operation. */
type SuccessDetails = Partial<
  Pick<AuditOutcome, 'code' | 'codeDesc' | 'message' | 'cloudRequestId'>
>

type EndedOutcome = Omit<AuditOutcome, 'duration'>
type OpenRow = Omit<AuditRow, keyof AuditOutcome>

/** Maximum number of pending outcomes for rows that may not exist. */
const maxUnstored = 1000

/** Longer texts are truncated, because only abuse produces them. Parameters are stored in full. */
const truncate = (text: string) => text.slice(0, 2000)

/**
 * Characters stored of each field of a refused request. The limit is low because refused requests
 * cost the sender nothing.
 */
const maxRefusalFieldLength = 200

/** The audit row of a refusal, with each field truncated. */
function shortenRefusal(row: AuditRow): AuditRow {
  const cutField = (text: string) =>
    text.length > maxRefusalFieldLength ? `${text.slice(0, maxRefusalFieldLength)}…` : text
  return {
    ...row,
    account: cutField(row.account),
    region: cutField(row.region),
    target: cutField(row.target),
    codeDesc: cutField(row.codeDesc),
    message: cutField(row.message),
    params:
      row.params.length > maxRefusalFieldLength
        ? JSON.stringify({ omittedCharacters: row.params.length })
        : row.params,
  }
}

/** Truncates an endpoint's message, which may contain anything. */
const shortMessage = ({
  codeDesc,
  message,
  cloudRequestId,
}: Pick<EndedOutcome, 'codeDesc' | 'message' | 'cloudRequestId'>) => ({
  codeDesc: truncate(codeDesc),
  message: truncate(message),
  cloudRequestId: truncate(cloudRequestId),
})

/**
 * The outcome of a failed operation: `refused` for the console's own refusals, `error` for refusals
 * of the API and failed calls.
 */
export function auditOutcomeOf(error: unknown): EndedOutcome {
  if (!(error instanceof Problem)) {
    const message = 'The console failed. Its log has the reason under this request ID.'
    return { outcome: 'unknown', code: 500, codeDesc: 'InternalError', message, cloudRequestId: '' }
  }
  const { status, code, codeDesc, message, isOutcomeUnknown, cloudRequestId } = error
  const isOwnRefusal = code === status && status < 500
  const outcome = isOutcomeUnknown ? 'unknown' : isOwnRefusal ? 'refused' : 'error'
  return { outcome, code, ...shortMessage({ codeDesc, message, cloudRequestId }) }
}

/**
 * Writes the audit log: a row before an operation starts, completed with its outcome. `missed` is
 * called for each failed write to the store.
 */
export function createAuditRecorder(
  { store, now, log }: Pick<ProxyPorts, 'store' | 'now' | 'log'>,
  incomplete: () => void = () => {},
) {
  /** Outcomes that could not be stored yet; retried with the next outcome and by `finish`. */
  const unstored = new Map<string, AuditOutcome>()

  const allowRefusal = createRefusalLimit(now)
  /** Errors that already have an entry. */
  const recordedErrors = new WeakSet<object>()
  const markRecorded = (error: unknown) => {
    if (typeof error === 'object' && error !== null) recordedErrors.add(error)
  }

  const rowOf = (operation: AuditedOperation): OpenRow => ({
    id: operation.requestId,
    at: now(),
    user: operation.user,
    role: operation.role,
    address: operation.address,
    account: truncate(operation.account ?? ''),
    region: truncate(operation.region ?? ''),
    action: operation.action,
    target: truncate(operation.target ?? ''),
    params: JSON.stringify({
      ...(operation.accessToken !== undefined && { accessToken: operation.accessToken }),
      ...Object(operation.params ?? {}),
    }),
  })

  const failed = (requestId: string, error: unknown) => {
    incomplete()
    log({ event: 'auditFailed', requestId, error: String(error) })
  }

  /** Returns the error of an operation, as a Problem if it came from the database. */
  function toRecorded(error: unknown, { id, action }: OpenRow): unknown {
    if (error instanceof Problem || !store.hasFailed(error)) return error
    const event = store.isOutage(error) ? 'storeAway' : 'storeFailed'
    log({ event, requestId: id, error: String(error) })
    return outcomeLost(action)
  }

  async function add(row: AuditRow): Promise<void> {
    try {
      await store.audit.add(row)
    } catch (error) {
      failed(row.id, error)
      const problem = recordNotWritten(`the record of ${row.action}`)
      // The failed insert may have committed, so the recorder completes the row if it exists.
      const isOpen = row.outcome === 'pending'
      if (unstored.size < maxUnstored)
        unstored.set(row.id, isOpen ? { ...auditOutcomeOf(problem), duration: 0 } : row)
      throw problem
    }
  }

  async function addRefusal(operation: AuditedOperation, problem: unknown, ending: EndedOutcome) {
    markRecorded(problem)
    const droppedCount = allowRefusal(operation)
    if (droppedCount === undefined) return
    const row = shortenRefusal({ ...rowOf(operation), ...ending, duration: 0 })
    const note = ` (${droppedCount} earlier refusals have no entry.)`
    await add(droppedCount > 0 ? { ...row, message: `${row.message}${note}` } : row)
  }

  /**
   * Records a refusal that has no entry yet. A failure to record it does not change the response.
   */
  async function refused(operation: AuditedOperation, problem: Problem): Promise<void> {
    if (recordedErrors.has(problem)) return
    try {
      // An operation of the same request may have been recorded as a success before a later step
      // was refused.
      if (await store.audit.find(operation.requestId)) return
      await addRefusal(operation, problem, { ...auditOutcomeOf(problem), outcome: 'refused' })
    } catch {
      // `add` has logged the failure.
    }
  }

  async function end(id: string, ending: AuditOutcome): Promise<boolean> {
    try {
      await store.audit.complete(id, ending)
      return true
    } catch (error) {
      unstored.set(id, ending)
      failed(id, error)
      return false
    }
  }

  async function finish(): Promise<void> {
    for (const [id, value] of [...unstored]) {
      // Remove the entry first, so that a concurrent retry does not write the same outcome.
      if (unstored.delete(id) && !(await end(id, value))) return
    }
  }

  /**
   * A row stays pending until the store accepts its outcome; the user gets the response regardless.
   */
  async function complete(row: OpenRow, ending: EndedOutcome) {
    if (await end(row.id, { ...ending, duration: now() - row.at })) await finish()
  }

  return {
    finish,

    /**
     * Runs the operation between the two writes of its entry. If the row cannot be written, the
     * operation does not run. Errors are recorded and rethrown; `details` describes a success.
     */
    async around<T>(
      operation: AuditedOperation,
      work: () => Promise<T>,
      details?: (result: T) => SuccessDetails,
    ): Promise<T> {
      const row = rowOf(operation)
      const pendingOutcome = {
        code: null,
        codeDesc: '',
        message: '',
        cloudRequestId: '',
        duration: null,
      }
      await add({ ...row, ...pendingOutcome, outcome: 'pending' })
      let result: T
      try {
        result = await work()
      } catch (error) {
        const problem = toRecorded(error, row)
        markRecorded(problem)
        await complete(row, auditOutcomeOf(problem))
        throw problem
      }
      const defaultSuccess = { code: 0, codeDesc: 'Success', message: '', cloudRequestId: '' }
      const success = { ...defaultSuccess, ...details?.(result) }
      await complete(row, { ...success, ...shortMessage(success), outcome: 'ok' })
      return result
    },

    /**
     * Runs checks before an operation; a refusal is recorded, within the limit of its user, and
     * rethrown.
     */
    async unlessRefused<T>(operation: AuditedOperation, check: () => T | Promise<T>): Promise<T> {
      try {
        return await check()
      } catch (problem) {
        await addRefusal(operation, problem, auditOutcomeOf(problem))
        throw problem
      }
    },

    /** Runs checks before a read; records only refusals by role or scope. */
    async unlessForbidden<T>(operation: AuditedOperation, check: () => Promise<T>): Promise<T> {
      try {
        return await check()
      } catch (problem) {
        if (problem instanceof Problem && problem.status === 403) await refused(operation, problem)
        throw problem
      }
    },

    refused,

    /**
     * Records an operation that has already happened, even if the store does not accept the entry.
     */
    async note(operation: AuditedOperation): Promise<void> {
      const success = { outcome: 'ok' as const, code: 0, codeDesc: 'Success', message: '' }
      const row = { ...rowOf(operation), ...success, cloudRequestId: '', duration: 0 }
      await add(row).catch(() => undefined)
    },
  }
}

export type AuditRecorder = ReturnType<typeof createAuditRecorder>
