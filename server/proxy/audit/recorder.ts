import { Problem } from '../http/problem'
import { outcomeLost, recordNotWritten } from '../http/storeProblems'
import type { ProxyPorts } from '../ports'
import type { AuditEnding, AuditRow } from './ports'
import { createRefusalLimit } from './refusalLimit'

/** A write to be recorded: user, action and target. */
export interface AuditedOperation {
  requestId: string
  user: string
  /** Empty while unknown. */
  role: string
  address: string
  /** Name of the access token with which the user acts. */
  accessToken?: string
  /** An API action, or one of the console's own such as `SignIn`. */
  action: string
  account?: string
  region?: string
  target?: string
  /** With secrets masked. */
  params?: unknown
}

/** Details of a successful operation. */
type Success = Partial<Pick<AuditEnding, 'code' | 'codeDesc' | 'message' | 'cloudRequestId'>>

type End = Omit<AuditEnding, 'duration'>
type Row = Omit<AuditRow, keyof AuditEnding>

/** Maximum number of pending endings whose rows may not exist. */
const maxLate = 1000

/** Longer texts are truncated as abuse; parameters are stored in full. */
const cut = (text: string) => text.slice(0, 2000)

/**
 * Characters stored of each field of a refused request, because refusals cost the sender nothing.
 */
const maxRefused = 200

/** A row of a refusal with each field cut. */
function shortened(row: AuditRow): AuditRow {
  const cutField = (text: string) =>
    text.length > maxRefused ? `${text.slice(0, maxRefused)}…` : text
  return {
    ...row,
    account: cutField(row.account),
    region: cutField(row.region),
    target: cutField(row.target),
    codeDesc: cutField(row.codeDesc),
    message: cutField(row.message),
    params:
      row.params.length > maxRefused
        ? JSON.stringify({ omittedCharacters: row.params.length })
        : row.params,
  }
}

/** Message from an endpoint, which may contain anything. */
const shortMessage = ({
  codeDesc,
  message,
  cloudRequestId,
}: Pick<End, 'codeDesc' | 'message' | 'cloudRequestId'>) => ({
  codeDesc: cut(codeDesc),
  message: cut(message),
  cloudRequestId: cut(cloudRequestId),
})

/** `refused` for the console's own refusals, `error` for refusals of the API and failed calls. */
export function endingOf(error: unknown): End {
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
  /** Outcomes that could not be stored; retried with the next one and by `finish`. */
  const late = new Map<string, AuditEnding>()

  const allowRefusal = createRefusalLimit(now)
  /** Errors that already have an entry. */
  const recorded = new WeakSet<object>()
  const markRecorded = (error: unknown) => {
    if (typeof error === 'object' && error !== null) recorded.add(error)
  }

  const rowOf = (operation: AuditedOperation): Row => ({
    id: operation.requestId,
    at: now(),
    user: operation.user,
    role: operation.role,
    address: operation.address,
    account: cut(operation.account ?? ''),
    region: cut(operation.region ?? ''),
    action: operation.action,
    target: cut(operation.target ?? ''),
    params: JSON.stringify({
      ...(operation.accessToken !== undefined && { accessToken: operation.accessToken }),
      ...Object(operation.params ?? {}),
    }),
  })

  const failed = (requestId: string, error: unknown) => {
    incomplete()
    log({ event: 'auditFailed', requestId, error: String(error) })
  }

  /** The error of the work, described if it came from the database. */
  function toRecorded(error: unknown, { id, action }: Row): unknown {
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
      // The failed insert may have committed, so the row is completed if it exists.
      const isOpen = row.outcome === 'pending'
      if (late.size < maxLate)
        late.set(row.id, isOpen ? { ...endingOf(problem), duration: 0 } : row)
      throw problem
    }
  }

  async function addRefusal(operation: AuditedOperation, problem: unknown, ending: End) {
    markRecorded(problem)
    const dropped = allowRefusal(operation)
    if (dropped === undefined) return
    const row = shortened({ ...rowOf(operation), ...ending, duration: 0 })
    const note = ` (${dropped} earlier refusals have no entry.)`
    await add(dropped > 0 ? { ...row, message: `${row.message}${note}` } : row)
  }

  /** Records a refusal that has no entry yet; the response does not depend on it. */
  async function refused(operation: AuditedOperation, problem: Problem): Promise<void> {
    if (recorded.has(problem)) return
    try {
      // An operation of the same request may have ended well before a later step was refused.
      if (await store.audit.find(operation.requestId)) return
      await addRefusal(operation, problem, { ...endingOf(problem), outcome: 'refused' })
    } catch {
      // `add` has logged the failure.
    }
  }

  async function end(id: string, ending: AuditEnding): Promise<boolean> {
    try {
      await store.audit.complete(id, ending)
      return true
    } catch (error) {
      late.set(id, ending)
      failed(id, error)
      return false
    }
  }

  async function finish(): Promise<void> {
    for (const [id, one] of [...late]) {
      // Removed first, so that a concurrent retry does not write the same outcome.
      if (late.delete(id) && !(await end(id, one))) return
    }
  }

  /**
   * A row stays pending until the store accepts its outcome; the user gets the answer regardless.
   */
  async function complete(row: Row, ending: End) {
    if (await end(row.id, { ...ending, duration: now() - row.at })) await finish()
  }

  return {
    finish,

    /**
     * Runs the work between the two writes. If the row cannot be written, the work does not run.
     * Errors are recorded and rethrown; `details` describes a success.
     */
    async around<T>(
      operation: AuditedOperation,
      work: () => Promise<T>,
      details?: (result: T) => Success,
    ): Promise<T> {
      const row = rowOf(operation)
      const open = { code: null, codeDesc: '', message: '', cloudRequestId: '', duration: null }
      await add({ ...row, ...open, outcome: 'pending' })
      let result: T
      try {
        result = await work()
      } catch (error) {
        const problem = toRecorded(error, row)
        markRecorded(problem)
        await complete(row, endingOf(problem))
        throw problem
      }
      const plain = { code: 0, codeDesc: 'Success', message: '', cloudRequestId: '' }
      const success = { ...plain, ...details?.(result) }
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
        await addRefusal(operation, problem, endingOf(problem))
        throw problem
      }
    },

    /** Runs checks before a read; only refusals by role or scope are recorded. */
    async unlessForbidden<T>(operation: AuditedOperation, check: () => Promise<T>): Promise<T> {
      try {
        return await check()
      } catch (problem) {
        if (problem instanceof Problem && problem.status === 403) await refused(operation, problem)
        throw problem
      }
    },

    refused,

    /** Records an operation that has happened, whether or not the store accepts the entry. */
    async note(operation: AuditedOperation): Promise<void> {
      const success = { outcome: 'ok' as const, code: 0, codeDesc: 'Success', message: '' }
      const row = { ...rowOf(operation), ...success, cloudRequestId: '', duration: 0 }
      await add(row).catch(() => undefined)
    },
  }
}

export type AuditRecorder = ReturnType<typeof createAuditRecorder>
