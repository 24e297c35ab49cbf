import { Problem } from '../http/problem'
import { lostOver, notWritten } from '../http/storeProblems'
import type { ProxyPorts } from '../ports'
import type { AuditEnding, AuditRow } from './ports'

/** Something that changes, or would change, something: who does what to what. */
export interface AuditedOperation {
  requestId: string
  user: string
  /** Empty while it is not known. */
  role: string
  address: string
  /** An action of the API, or one of the console's own such as `SignIn`. */
  action: string
  account?: string
  region?: string
  target?: string
  /** Secrets masked. */
  params?: unknown
}

/** What an operation that succeeded has to say beyond that. */
type Success = Partial<Pick<AuditEnding, 'code' | 'codeDesc' | 'message' | 'cloudRequestId'>>

type End = Omit<AuditEnding, 'duration'>
type Row = Omit<AuditRow, keyof AuditEnding>

/** Rows that nobody knows to be there are forgotten beyond this many. */
const mostLate = 1000

/** Longer texts come from nobody who means well; parameters are kept whole. */
const cut = (text: string) => text.slice(0, 2000)

/** Words of an endpoint, which may say anything. */
const short = ({
  codeDesc,
  message,
  cloudRequestId,
}: Pick<End, 'codeDesc' | 'message' | 'cloudRequestId'>) => ({
  codeDesc: cut(codeDesc),
  message: cut(message),
  cloudRequestId: cut(cloudRequestId),
})

/** Refused where the console itself said no, error where the cloud did or was not reached. */
export function endingOf(error: unknown): End {
  if (!(error instanceof Problem)) {
    const message = 'The console failed; its log tells why under this id.'
    return { outcome: 'unknown', code: 500, codeDesc: 'InternalError', message, cloudRequestId: '' }
  }
  const { status, code, codeDesc, message, isOutcomeUnknown, cloudRequestId } = error
  const isOwnRefusal = code === status && status < 500
  const outcome = isOutcomeUnknown ? 'unknown' : isOwnRefusal ? 'refused' : 'error'
  return { outcome, code, ...short({ codeDesc, message, cloudRequestId }) }
}

/**
 * Keeps the audit: a row before an operation begins, completed when its end is known. `missed` is called each
 * time that the store does not take something of it.
 */
export function createAuditRecorder(
  { store, now, log }: ProxyPorts,
  missed: () => void = () => {},
) {
  /** Ends that the store did not take; tried again with the next, and whenever the host likes. */
  const late = new Map<string, AuditEnding>()

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
    params: JSON.stringify(operation.params ?? {}),
  })

  const failed = (requestId: string, error: unknown) => {
    missed()
    log({ event: 'auditFailed', requestId, error: String(error) })
  }

  /** What the work threw, in words where it is about the database. */
  function told(error: unknown, { id, action }: Row): unknown {
    if (error instanceof Problem || !store.hasFailed(error)) return error
    const event = store.isOutage(error) ? 'storeAway' : 'storeFailed'
    log({ event, requestId: id, error: String(error) })
    return lostOver(action)
  }

  async function add(row: AuditRow): Promise<void> {
    try {
      await store.audit.add(row)
    } catch (error) {
      failed(row.id, error)
      const problem = notWritten(`the record of ${row.action}`)
      // The row may be there although nobody said so; then it has to end. One that is not stays away.
      const isOpen = row.outcome === 'pending'
      if (late.size < mostLate)
        late.set(row.id, isOpen ? { ...endingOf(problem), duration: 0 } : row)
      throw problem
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
      // Taken out first, so that nobody else writes the same end meanwhile.
      if (late.delete(id) && !(await end(id, one))) return
    }
  }

  /** Until the store takes it, a row stays pending; the person gets the answer all the same. */
  async function complete(row: Row, ending: End) {
    if (await end(row.id, { ...ending, duration: now() - row.at })) await finish()
  }

  return {
    finish,

    /**
     * Does the work between the two. When the row cannot be written, nothing is done. What the work
     * throws is recorded and thrown on; `tell` says what a success has to say.
     */
    async around<T>(
      operation: AuditedOperation,
      work: () => Promise<T>,
      tell?: (result: T) => Success,
    ): Promise<T> {
      const row = rowOf(operation)
      const open = { code: null, codeDesc: '', message: '', cloudRequestId: '', duration: null }
      await add({ ...row, ...open, outcome: 'pending' })
      let result: T
      try {
        result = await work()
      } catch (error) {
        const known = told(error, row)
        await complete(row, endingOf(known))
        throw known
      }
      const plain = { code: 0, codeDesc: 'Success', message: '', cloudRequestId: '' }
      const said = { ...plain, ...tell?.(result) }
      await complete(row, { ...said, ...short(said), outcome: 'ok' })
      return result
    },

    /** Checks that come before an operation: a refusal is written down and thrown on. */
    async unlessRefused<T>(operation: AuditedOperation, check: () => T | Promise<T>): Promise<T> {
      try {
        return await check()
      } catch (problem) {
        await add({ ...rowOf(operation), ...endingOf(problem), duration: 0 })
        throw problem
      }
    },
  }
}

export type AuditRecorder = ReturnType<typeof createAuditRecorder>
