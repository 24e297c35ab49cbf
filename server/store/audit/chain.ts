import { createSerialQueue } from '../../../src/contract/serialQueue'
import type { AuditOutcome } from '../../proxy/audit/ports'
import type { Db, Tables } from '../schema'

type AuditTableRow = Tables['audit']
type Entry = Tables['auditChain']

/** Hash before the first entry. */
export const genesisHash = '0'.repeat(64)

export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (value) => value.toString(16).padStart(2, '0')).join('')
}

/** Fields of a row that never change; the row's first entry covers them. */
const immutableFields = (row: AuditTableRow) => [
  row.id,
  row.at,
  row.user,
  row.role,
  row.address,
  row.account,
  row.region,
  row.action,
  row.target,
  row.params,
]

/** Serialises an outcome for hashing and storage, with a fixed field order. */
export const serializeEnding = (ending: AuditOutcome): string =>
  JSON.stringify([
    ending.outcome,
    ending.code,
    ending.codeDesc,
    ending.message,
    ending.cloudRequestId,
    ending.duration,
  ])

/** Returns the hash of an entry; the first entry of a row also covers `row`. */
export const entryHash = (
  before: string,
  { seq, id, ending }: Pick<Entry, 'seq' | 'id' | 'ending'>,
  row?: AuditTableRow,
): Promise<string> =>
  sha256(JSON.stringify([before, seq, id, ending ?? (row ? immutableFields(row) : null)]))

export interface Head {
  seq: number
  hash: string
}

/**
 * Appends entries sequentially. Processes that share the database compete for the sequence number,
 * which is unique: the loser reads the head again.
 */
export function createChain(db: Db) {
  let head: Head | undefined

  /**
   * Returns the later of the last entry and the stored head, which differ if the log has been
   * truncated.
   */
  async function readHead(): Promise<Head> {
    const lastEntry = await db
      .selectFrom('auditChain')
      .select(['seq', 'hash'])
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    const storedHead = await db.selectFrom('auditHead').select(['seq', 'hash']).executeTakeFirst()
    const lastHead = lastEntry ?? { seq: 0, hash: genesisHash }
    return storedHead && storedHead.seq > lastHead.seq ? storedHead : lastHead
  }

  const hashAt = async (seq: number): Promise<string | undefined> =>
    (await db.selectFrom('auditChain').select('hash').where('seq', '=', seq).executeTakeFirst())
      ?.hash

  async function append(
    entry: Pick<Entry, 'id' | 'ending'>,
    row: AuditTableRow | undefined,
    write: (transaction: Db) => Promise<void>,
  ): Promise<void> {
    for (;;) {
      const previousHead = head ?? (await readHead())
      const seq = previousHead.seq + 1
      const newEntry = {
        ...entry,
        seq,
        hash: await entryHash(previousHead.hash, { ...entry, seq }, row),
      }
      try {
        await db.transaction().execute(async (transaction) => {
          await transaction.insertInto('auditChain').values(newEntry).execute()
          await transaction.updateTable('auditHead').set({ seq, hash: newEntry.hash }).execute()
          await write(transaction)
        })
        head = { seq, hash: newEntry.hash }
        return
      } catch (error) {
        head = undefined
        const storedHash = await hashAt(seq)
        // The connection may have been lost after the commit but before its confirmation.
        if (storedHash === newEntry.hash) return
        if (storedHash === undefined) throw error
      }
    }
  }

  /** Each entry needs the hash of the previous one. */
  const enqueue = createSerialQueue()

  return {
    head: readHead,

    /** Appends the first entry of a row and writes the row, in one transaction. */
    begin: (row: AuditTableRow, write: (transaction: Db) => Promise<void>): Promise<void> =>
      enqueue(() => append({ id: row.id, ending: null }, row, write)),

    end: (
      id: string,
      ending: AuditOutcome,
      write: (transaction: Db) => Promise<void>,
    ): Promise<void> =>
      enqueue(() => append({ id, ending: serializeEnding(ending) }, undefined, write)),
  }
}
