import { regions } from '../../../src/contract/rules/regions'
import type { CloudPorts } from '../../cloud/simulation/ports'
import { type Cloud, createCloud } from '../../cloud/simulation/simulation'
import { UnreadableWorld } from '../../cloud/simulation/world/unreadableWorld'
import type { Account, Push } from '../../proxy/ports'
import type { Store } from '../../store/open'
import { adminToken } from '../config/adminToken'
import { cloudKeys, type Keys } from '../config/cloudKeys'
import type { Config } from '../config/config'
import { ConfigError } from '../config/configError'
import { cloudTls } from '../config/tls'
import { listen } from '../http/server'
import { log } from '../log'
import { every } from '../start/repeat'
import { keepCloud } from './heldSimulation'

const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

type World = NonNullable<Awaited<ReturnType<Store['holdCloud']>>>

/**
 * Claims the embedded cloud's world for this process. Waits for two seconds at most: a process that
 * has just been killed may hold it for a moment longer.
 */
export async function holdWorld(
  store: Pick<Store, 'holdCloud'>,
  data: string,
  wait: (ms: number) => Promise<void> = delay,
): Promise<World> {
  for (let tries = 0; tries < 20; tries += 1) {
    const world = await store.holdCloud()
    if (world) return world
    await wait(100)
  }
  throw new ConfigError(
    `Another Gantry process runs the embedded cloud of ${data}. Stop it, or set GANTRY_DATA to another folder.`,
  )
}

/** The account that stands for the embedded cloud; its calls never leave the process. */
const accountOf = ({ secretId, secretKey }: Keys, push: Push): Account => ({
  name: 'embedded',
  secretId,
  secretKey,
  signatureMethod: 'HmacSHA256',
  production: false,
  regions: regions.map(({ short }) => short),
  push,
})

/** The cloud on its world; what cannot be used is left as it is, and the person is told what to do. */
async function createdIn(data: string, ports: CloudPorts): Promise<Cloud> {
  try {
    return await createCloud(ports)
  } catch (error) {
    if (!(error instanceof UnreadableWorld)) throw error
    throw new ConfigError(
      `The world of the embedded cloud in ${data} ${error.message}. Nothing was changed. ` +
        'Use the version of Gantry that wrote it, restore the folder from a backup, or set GANTRY_DATA to another folder to start with a new world.',
    )
  }
}

/**
 * The embedded cloud on the store, known to one SecretId, with a port of its own and one for its
 * administration unless these are 0.
 */
export async function startCloud(config: Config, store: Store) {
  const tls = cloudTls(config)
  const held = await holdWorld(store, config.data)
  const keys = cloudKeys(config)
  const { port, adminPort, world, speed } = config.cloud
  const administered = adminPort === 0 ? undefined : adminToken(config.data)
  const cloudOn = async (storage: World) => ({
    cloud: await createdIn(config.data, {
      storage,
      now: Date.now,
      random: Math.random,
      secretKeyOf: (id) => (id === keys.secretId ? keys.secretKey : undefined),
      world,
      adminToken: administered?.token,
      speed,
      log: (message) => log({ event: 'cloud', message }),
    }),
    isHeld: storage.isHeld,
  })
  const take = async () => {
    const again = await store.holdCloud()
    return again && cloudOn(again)
  }
  const cloud = keepCloud(await cloudOn(held), take, log)
  const looking = every(1_000, 'look', cloud.look)
  const own = port === 0 ? undefined : await listen(cloud.fetch, '127.0.0.1', port, { tls })
  const admin = administered && (await listen(cloud.admin, '127.0.0.1', adminPort))
  const facts: [string, string][] =
    admin && administered
      ? [['Admin', `http://127.0.0.1:${admin.port}   (its token is in ${administered.file})`]]
      : []
  return {
    fetch: cloud.fetch,
    account: accountOf(keys, cloud.push),
    keys,
    url: own && `${tls ? 'https' : 'http'}://127.0.0.1:${own.port}/v2/index.php`,
    /** What to tell of its administration. */
    facts,
    /** Whether its world can be asked at present. */
    async isReady() {
      await cloud.look()
      return cloud.isHeld()
    },
    close: async () => {
      await looking.stop()
      await Promise.all([own?.close(), admin?.close()])
    },
  }
}
