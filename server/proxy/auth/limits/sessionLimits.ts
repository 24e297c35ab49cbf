const hour = 3_600_000

/** Limits of sessions; times in milliseconds. */
export interface SessionLimits {
  /** A session ends when it has been idle for this long. */
  idle: number
  /** A session ends at this age, even if it is used. */
  lifetime: number
  /** Sessions per user; a new session beyond this number ends the least recently used one. */
  perUser: number
}

export const defaultSessionLimits: SessionLimits = {
  idle: 12 * hour,
  lifetime: 7 * 24 * hour,
  perUser: 20,
}

/** Sessions created or last used before these times have expired. */
export const expiryCutoffs = (at: number, { idle, lifetime }: SessionLimits) => ({
  createdAt: at - lifetime,
  usedAt: at - idle,
})
