import { regions } from '../../src/contract/regions'
import { createCloud } from '../cloud/cloud'
import type { Storage } from '../cloud/ports'
import type { Account } from '../proxy/ports'
import type { Config } from './config'
import type { Keys } from './keys'
import { log } from './log'

const modules = ['ccs', 'ccr', 'monitor', 'cvm', 'vpc', 'dfw', 'cbs', 'account'] as const

/** The embedded cloud on the store, known to one SecretId. */
export const openCloud = (storage: Storage, { secretId, secretKey }: Keys, { cloud }: Config) =>
  createCloud({
    storage,
    now: Date.now,
    random: Math.random,
    secretKeyOf: (id) => (id === secretId ? secretKey : undefined),
    world: cloud.world,
    speed: cloud.speed,
    log: (message) => log({ event: 'cloud', message }),
  })

/** The account that stands for it; its host names are the vendor's, though nothing leaves the process. */
export const embeddedAccount = ({ secretId, secretKey }: Keys): Account => ({
  name: 'embedded',
  secretId,
  secretKey,
  signatureMethod: 'HmacSHA256',
  production: false,
  regions: regions.map((one) => one.short),
  endpoints: Object.fromEntries(
    modules.map((module) => [module, `http://${module}.api.qcloud.com/v2/index.php`]),
  ),
})
