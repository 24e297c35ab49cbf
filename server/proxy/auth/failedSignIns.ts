import { Problem } from '../http/problem'
import type { ProxyPorts } from '../ports'

const window = 5 * 60_000
const maxFailures = { user: 5, address: 20 }

const groupsIn = (text = '') => text.split(':').filter((group) => group !== '')

/** IPv6 addresses are grouped by their first 64 bits, which belong to one host or network. */
function homeOf(address: string): string {
  if (!address.includes(':')) return address
  const [first, last] = address.split('::')
  const [head, tail] = [groupsIn(first), groupsIn(last)] as const
  const gap = Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0')
  const groups = [...head, ...gap, ...tail].slice(0, 4)
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')
}

/**
 * Counts failed sign-ins of the last five minutes by user and by address, in the store, so that
 * restarts and other replicas keep the count. An attempt counts as failed from its start, so that
 * concurrent attempts gain nothing.
 */
export function createAttempts({ store, now }: Pick<ProxyPorts, 'store' | 'now'>) {
  const { failedSignIns } = store

  async function requireFewer(key: string, limit: number, id: string) {
    const times = await failedSignIns.times(key, now() - window, id)
    const oldest = times[limit - 1]
    if (oldest === undefined) return
    const seconds = Math.max(1, Math.ceil((oldest + window - now()) / 1000))
    throw new Problem(
      429,
      'TooManyAttempts',
      `Too many failed sign-ins. Try again in ${seconds} s.`,
      { headers: { 'Retry-After': String(seconds) } },
    )
  }

  return {
    /**
     * Throws 429 after too many failures; otherwise returns a function to call on success. `user`
     * is omitted for single sign-on.
     */
    async begin(
      user: string | undefined,
      address: string,
      id: string,
    ): Promise<{ succeeded: () => Promise<void> }> {
      const ofUser = user === undefined ? [] : [`user ${user.slice(0, 100)}`]
      const ofAddress = `address ${homeOf(address)}`
      const all = [...ofUser, ofAddress]
      await failedSignIns.forgetBefore(now() - window)
      await failedSignIns.add(id, all, now())
      try {
        for (const key of ofUser) await requireFewer(key, maxFailures.user, id)
        await requireFewer(ofAddress, maxFailures.address, id)
      } catch (problem) {
        // A rejected attempt does not count, so that a user can sign in after waiting, however
        // often others try.
        for (const key of all) await failedSignIns.forget(key, id)
        throw problem
      }
      return {
        async succeeded() {
          for (const key of ofUser) await failedSignIns.forget(key)
          await failedSignIns.forget(ofAddress, id)
        },
      }
    },
  }
}

export type Attempts = ReturnType<typeof createAttempts>
