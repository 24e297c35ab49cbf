import { ApiError } from '../../cloud/apiError'
import { type Backend, OutcomeUnknown } from '../../cloud/backend'
import type { Storage } from '../../cloud/simulation/ports'
import type { Simulation } from '../../cloud/simulation/simulation'
import type { Log } from '../../proxy/ports'

/**
 * The storage of a world while this process holds the claim; a lost claim is never regained for the
 * same storage.
 */
export type HeldStorage = Storage & { isHeld: () => boolean }

export interface HeldSimulation extends Backend, Pick<Simulation, 'admin' | 'push'> {
  /** Whether the world can be used. */
  isHeld: () => boolean
  /** Claims a lost world again if it is free; never rejects. */
  reclaim: () => Promise<void>
}

/**
 * A simulation whose claim on its world may be lost, e.g. with the database connection. The world
 * in memory is then stale; the next successful claim, by a call or by `look`, loads it again. Until
 * then the simulation refuses every call (simulation/engine.ts).
 */
export function holdSimulation(
  simulation: Simulation,
  first: HeldStorage,
  claim: () => Promise<HeldStorage | undefined>,
  log: Log,
): HeldSimulation {
  let current = first
  let claiming: Promise<void> | undefined
  let logged = ''

  /** Logs a state when it begins, not on every check. */
  function logOnce(event: string, error?: unknown) {
    const line = { event, ...(error !== undefined && { error: String(error) }) }
    const text = JSON.stringify(line)
    if (text !== logged) log(line)
    logged = text
  }

  async function claimAgain(): Promise<void> {
    try {
      const newClaim = await claim()
      if (!newClaim) return logOnce('worldElsewhere')
      await simulation.reopen(newClaim)
      current = newClaim
      logOnce('worldTaken')
    } catch (error) {
      logOnce('worldLost', error)
    }
  }

  async function look(): Promise<void> {
    if (current.isHeld()) return
    claiming ??= claimAgain().finally(() => {
      claiming = undefined
    })
    await claiming
  }

  return {
    handlers: simulation.handlers,
    refuse: simulation.refuse,
    watch: simulation.watch,
    reclaim: look,
    isHeld: () => current.isHeld(),

    /** Rejects with OutcomeUnknown if the claim was lost during the call. */
    async run(action, call) {
      await look()
      try {
        return await simulation.run(action, call)
      } catch (error) {
        if (error instanceof ApiError || current.isHeld()) throw error
        throw new OutcomeUnknown('its database was lost meanwhile')
      }
    },
    async admin(request) {
      await look()
      return simulation.admin(request)
    },
    async push(tag) {
      await look()
      return simulation.push(tag)
    },
  }
}
