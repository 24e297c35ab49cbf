import type { SimulationPorts } from '../../cloud/simulation/ports'
import { createSimulation, type Simulation } from '../../cloud/simulation/simulation'
import { UnreadableWorld } from '../../cloud/simulation/world/unreadableWorld'
import type { Store } from '../../store/open'
import { adminToken } from '../config/adminToken'
import type { Config } from '../config/config'
import { ConfigError } from '../config/configError'
import { listen } from '../http/server'
import { log } from '../log'
import { repeatEvery } from '../start/repeat'
import { type HeldStorage, holdSimulation } from './heldSimulation'

const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * Claims the simulation's world for this process. Waits up to two seconds, because a process that
 * was just killed may still hold the claim.
 */
export async function holdWorld(
  store: Pick<Store, 'claimWorld'>,
  data: string,
  wait: (ms: number) => Promise<void> = delay,
): Promise<HeldStorage> {
  for (let tries = 0; tries < 20; tries += 1) {
    const world = await store.claimWorld()
    if (world) return world
    await wait(100)
  }
  throw new ConfigError(
    `Another Gantry process runs the simulation in ${data}. Stop it, or set GANTRY_DATA to another folder.`,
  )
}

/**
 * Creates the simulation; leaves an unusable world unchanged and throws an error that explains how
 * to proceed.
 */
async function createdIn(data: string, ports: SimulationPorts): Promise<Simulation> {
  try {
    return await createSimulation(ports)
  } catch (error) {
    if (!(error instanceof UnreadableWorld)) throw error
    throw new ConfigError(
      `The world of the simulation in ${data} ${error.message}. Nothing was changed. ` +
        'Use the version of Gantry that wrote it, restore the folder from a backup, or set GANTRY_DATA to another folder to start with a new world.',
    )
  }
}

/** The simulation on the store, with a port for its administration unless that is 0. */
export async function startSimulation(config: Config, store: Store) {
  const storage = await holdWorld(store, config.data)
  const { adminPort, world, speed } = config.cloud
  const administered = adminPort === 0 ? undefined : adminToken(config.data)
  const simulation = await createdIn(config.data, {
    storage,
    now: Date.now,
    random: Math.random,
    world,
    adminToken: administered?.token,
    speed,
    log: (message) => log({ event: 'simulation', message }),
  })
  const heldSimulation = holdSimulation(simulation, storage, store.claimWorld, log)
  const looking = repeatEvery(1_000, 'look', async () => {
    await heldSimulation.reclaim()
    if (heldSimulation.isHeld()) await simulation.advance()
  })
  const admin = administered && (await listen(heldSimulation.admin, '127.0.0.1', adminPort))
  const facts: [string, string][] =
    admin && administered
      ? [['Admin', `http://127.0.0.1:${admin.port}   (token in ${administered.file})`]]
      : []
  return {
    backend: heldSimulation,
    push: heldSimulation.push,
    /** Start-up output about the administration. */
    facts,
    /** Whether the world can currently be used. */
    async isReady() {
      await heldSimulation.reclaim()
      return heldSimulation.isHeld()
    },
    close: async () => {
      await looking.stop()
      await admin?.close()
    },
  }
}
