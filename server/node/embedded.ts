import { regions } from '../../src/contract/regions'
import { createCloud } from '../cloud/cloud'
import type { Account } from '../proxy/ports'
import type { Store } from '../store/open'
import type { Config } from './config'
import { ConfigError } from './configError'
import { type Listening, listen } from './http'
import { cloudKeys, type Keys } from './keys'
import { log } from './log'

const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * Claims the embedded cloud's world for this process. Waits for two seconds at most: a process that
 * has just been killed may hold it for a moment longer.
 */
export async function holdWorld(
  store: Pick<Store, 'holdCloud'>,
  data: string,
  wait: (ms: number) => Promise<void> = delay,
): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    if (await store.holdCloud()) return
    await wait(100)
  }
  throw new ConfigError(
    `Another Gantry runs the embedded cloud of ${data}. Stop it, or set GANTRY_DATA to another folder.`,
  )
}

/** The account that stands for the embedded cloud; its calls never leave the process. */
const accountOf = ({ secretId, secretKey }: Keys): Account => ({
  name: 'embedded',
  secretId,
  secretKey,
  signatureMethod: 'HmacSHA256',
  production: false,
  regions: regions.map(({ short }) => short),
})

/** The embedded cloud on the store, known to one SecretId, with a port of its own unless that is 0. */
export async function startCloud(config: Config, store: Store) {
  await holdWorld(store, config.data)
  const keys = cloudKeys(config)
  const { port, world, speed } = config.cloud
  const cloud = await createCloud({
    storage: store.cloudDocuments,
    now: Date.now,
    random: Math.random,
    secretKeyOf: (id) => (id === keys.secretId ? keys.secretKey : undefined),
    world,
    speed,
    log: (message) => log({ event: 'cloud', message }),
  })
  const listening: Listening | undefined =
    port === 0 ? undefined : await listen((request) => cloud.fetch(request), '127.0.0.1', port)
  return {
    fetch: cloud.fetch,
    account: accountOf(keys),
    keys,
    url: listening && `http://127.0.0.1:${listening.port}/v2/index.php`,
    close: async () => listening?.close(),
  }
}
