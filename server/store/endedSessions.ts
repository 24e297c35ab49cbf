import type { createSessions } from './tables/sessions'

type Sessions = ReturnType<typeof createSessions>

/**
 * Far more sessions than users end while a disk is full; beyond this number, ending a session
 * fails.
 */
const maxRemembered = 10_000

/**
 * Lets sessions end even while the database does not accept writes: this process remembers ended
 * sessions, and `finish` removes them as soon as writes succeed.
 */
export function withRememberedEnds(sessions: Sessions, now: () => number = Date.now) {
  const ended = new Set<string>()
  /** By user: the sessions created until a time have ended, except one. */
  const endedOf = new Map<string, { until: number; except: string | undefined }>()

  /** Runs a removal; if it fails, calls `remember` instead. */
  async function removeOr(removal: Promise<void>, remember: () => void): Promise<void> {
    try {
      await removal
    } catch (error) {
      if (ended.size + endedOf.size >= maxRemembered) throw error
      remember()
      sessions.changed()
    }
  }

  const isEnded = ({
    idHash,
    user,
    createdAt,
  }: {
    idHash: string
    user: string
    createdAt: number
  }) => {
    const userEnd = endedOf.get(user)
    return ended.has(idHash) || (userEnd && createdAt <= userEnd.until && idHash !== userEnd.except)
  }

  return {
    ...sessions,

    async find(idHash: string) {
      if (ended.has(idHash)) return undefined
      const stored = await sessions.find(idHash)
      return stored && !isEnded(stored) ? stored : undefined
    },

    remove: (idHash: string): Promise<void> =>
      removeOr(sessions.remove(idHash), () => ended.add(idHash)),

    removeOf: (user: string, except?: string): Promise<void> =>
      removeOr(sessions.removeOf(user, except), () => endedOf.set(user, { until: now(), except })),

    /** Removes the remembered sessions; throws while the database does not accept writes. */
    async finish(): Promise<void> {
      for (const idHash of ended) {
        await sessions.remove(idHash)
        ended.delete(idHash)
      }
      for (const [user, { until, except }] of endedOf) {
        await sessions.removeCreatedUntil(user, until, except)
        endedOf.delete(user)
      }
    },
  }
}
