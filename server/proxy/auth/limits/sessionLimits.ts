const hour = 3_600_000

/** Limits of sessions; times in ms. */
export interface SessionLimits {
  /** A session ends when it was not used for this long. */
  idle: number
  /** A session ends at this age, even if it is used. */
  lifetime: number
  /** A further session of a user ends the least recently used one. */
  perUser: number
}

export const defaultSessionLimits: SessionLimits = {
  idle: 12 * hour,
  lifetime: 7 * 24 * hour,
  perUser: 20,
}

/** Sessions created or last used before these times have expired. */
export const endedBefore = (at: number, { idle, lifetime }: SessionLimits) => ({
  createdAt: at - lifetime,
  usedAt: at - idle,
})
