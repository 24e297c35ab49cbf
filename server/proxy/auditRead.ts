import type { Store } from './ports'
import { fault, invalid } from './problem'

function limitOf(text: string | null): number {
  const limit = text === null ? 50 : Number(text)
  if (Number.isInteger(limit) && limit >= 1 && limit <= 500) return limit
  throw invalid([fault('limit', 'integer', 'must be a whole number from 1 to 500')])
}

/** `before` is the id of the last entry of the page before; ids begin with the time. */
function beforeOf(id: string | null): { at: number; id: string } | undefined {
  if (id === null) return undefined
  const at = Number.parseInt(id.split('-')[0] ?? '', 16)
  if (Number.isSafeInteger(at)) return { at, id }
  throw invalid([fault('before', 'type', 'must be the id of an entry')])
}

/** GET /api/audit?limit&before&user&action&outcome: newest first. */
export async function readAudit(query: URLSearchParams, store: Store) {
  const [user, action, outcome] = [query.get('user'), query.get('action'), query.get('outcome')]
  const before = beforeOf(query.get('before'))
  const entries = await store.audit.list({
    limit: limitOf(query.get('limit')),
    ...(before && { before }),
    ...(user !== null && { user }),
    ...(action !== null && { action }),
    ...(outcome !== null && { outcome }),
  })
  return { entries: entries.map((one) => ({ ...one, params: JSON.parse(one.params) as unknown })) }
}
