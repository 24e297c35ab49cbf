import * as z from 'zod/mini'
import type { ProxyPorts } from '../ports'
import { seal, unseal } from './sealed'

const day = 86_400_000
/**
 * Milliseconds for which a mask works after it was last issued, even if its value has since been
 * replaced.
 */
const retention = 30 * day
const sweepInterval = 3_600_000
/** Masks kept in memory with their values; the oldest are dropped first. */
const maxInMemory = 10_000

const secretValue = z.object({ mask: z.string(), name: z.string(), value: z.string() })

/** A secret without its location. */
export type NamedSecret = Pick<z.output<typeof secretValue>, 'name' | 'value'>

function parsed(text: string) {
  try {
    const json: unknown = JSON.parse(text)
    return z.safeParse(secretValue, json).data
  } catch {
    return undefined
  }
}

/**
 * Values of issued masks, so that an undo works even if the value has since been replaced and was
 * never part of a write through the console. Values are stored encrypted with the account's key,
 * which is not in the store; every process with the account can read them, also after a restart.
 */
export function createIssuedMasks({ store, now, log }: Pick<ProxyPorts, 'store' | 'now' | 'log'>) {
  const memory = new Map<string, NamedSecret & { storedAt: number }>()
  let sweptAt = Number.NEGATIVE_INFINITY

  async function storeSecrets(all: ReadonlyMap<string, NamedSecret>, key: string) {
    const at = now()
    const rows = await Promise.all(
      [...all].map(async ([mask, { name, value }]) => ({
        mask,
        sealed: await seal(JSON.stringify({ mask, name, value }), key, 'masked value'),
        at,
      })),
    )
    await store.maskedValues.put(rows)
    if (at - sweptAt < sweepInterval) return
    sweptAt = at
    await store.maskedValues.removeBefore(at - retention)
  }

  return {
    /**
     * Stores masks with their values, encrypted with `key`. A failed write does not fail the
     * response: the mask then works until this process ends.
     */
    async remember(all: ReadonlyMap<string, NamedSecret>, key: string): Promise<void> {
      const at = now()
      const due = new Map([...all].filter(([mask]) => at - (memory.get(mask)?.storedAt ?? 0) > day))
      for (const [mask, secret] of all) {
        const storedAt = due.has(mask) ? at : (memory.get(mask)?.storedAt ?? at)
        memory.delete(mask)
        memory.set(mask, { ...secret, storedAt })
      }
      for (const mask of memory.keys()) {
        if (memory.size <= maxInMemory) break
        memory.delete(mask)
      }
      if (due.size === 0) return
      await storeSecrets(due, key).catch((error: unknown) =>
        log({ event: 'masksNotKept', error: String(error) }),
      )
    },

    /**
     * Returns the value for which a mask was issued; undefined if the mask has expired or the key
     * has changed.
     */
    async find(mask: string, key: string): Promise<NamedSecret | undefined> {
      const recent = memory.get(mask)
      if (recent) return { name: recent.name, value: recent.value }
      const row = await store.maskedValues.find(mask)
      const unsealed = row && (await unseal(row.sealed, key, 'masked value'))
      const secret = unsealed === undefined ? undefined : parsed(unsealed)
      return secret?.mask === mask ? { name: secret.name, value: secret.value } : undefined
    },
  }
}
