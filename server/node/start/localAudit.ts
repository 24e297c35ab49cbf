import { createAuditRecorder } from '../../proxy/audit/recorder'
import { createRequestIds } from '../../proxy/http/requestId'
import type { Store } from '../../proxy/ports'
import { randomBytes } from '../crypto/randomBytes'
import { log } from '../log'

/** A change by the process itself or by a local command. */
interface LocalChange {
  action: string
  target: string
  params: object
}

/** Runs a change by the process itself; its audit entry has no user and no address. */
export function auditLocally<T>(
  store: Store,
  now: number,
  change: LocalChange,
  work: () => Promise<T>,
): Promise<T> {
  const record = createAuditRecorder({ store, now: () => now, log })
  const requestId = createRequestIds({ now: () => now, randomBytes })()
  return record.around({ ...change, requestId, user: '', role: '', address: '' }, work)
}
