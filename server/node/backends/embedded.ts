import { regions } from '../../../src/contract/rules/regions'
import type { Backend } from '../../cloud/backend'
import { unavailableActions } from '../../cloud/endpoint/dispatch'
import type { Account, Push } from '../../proxy/ports'
import type { Store } from '../../store/open'
import type { BackendSettings } from '../config/backendEntry'
import { cloudKeys, type Keys } from '../config/cloudKeys'
import type { Config } from '../config/config'
import { createInProcessTransport } from '../upstream/inProcess'
import { startEndpoint } from './endpoint'
import { startSimulation } from './simulation'

/** A started backend. */
interface Started {
  backend: Backend
  regions: () => readonly string[]
  /** Pushes a tag to the backend's registry, if it has one. */
  push?: Push
  /** Start-up output of the host. */
  facts: [string, string][]
  isReady: () => Promise<boolean>
  close: () => Promise<void>
}

/** An account to start a backend for. */
export interface WantedAccount extends Pick<Account, 'name' | 'production' | 'allowHostAccess'> {
  /** Credentials with which clients of the endpoint sign. */
  keys: Keys
  backend: BackendSettings
}

const accountOf = (
  { name, keys, production, allowHostAccess, backend: settings }: WantedAccount,
  { backend, regions, push }: Started,
): Account => ({
  name,
  secretId: keys.secretId,
  secretKey: keys.secretKey,
  signatureMethod: 'HmacSHA256',
  production,
  backendKind: settings.kubernetes ? 'kubernetes' : 'simulation',
  ...(allowHostAccess !== undefined && { allowHostAccess }),
  ...(push && { push }),
  ...(backend.watch && { watch: backend.watch }),
  // Getters, because both change with the clusters and the rights of the account.
  get regions() {
    return regions()
  },
  get unavailable() {
    return unavailableActions(backend)
  },
})

async function startBackend(
  config: Config,
  store: Store,
  { name, backend: { kubernetes, simulation = {} } }: WantedAccount,
): Promise<Started> {
  if (!kubernetes) {
    const { world = config.cloud.world, speed = config.cloud.speed } = simulation
    const cloud = { ...config.cloud, world, speed }
    const started = await startSimulation({ ...config, cloud }, store)
    return { regions: () => regions.map(({ short }) => short), ...started }
  }
  // Only processes on PostgreSQL share a store.
  const sharedWrites = config.databaseUrl === undefined ? undefined : store.clusterWrites
  // Loaded on demand, because other accounts don't need it.
  const { startKubernetes } = await import('./kubernetes')
  // A cluster that does not respond appears as Abnormal; the console itself is ready.
  return {
    isReady: async () => true,
    ...(await startKubernetes(kubernetes, store.clusterTasks(name), sharedWrites)),
  }
}

/** Starts the backends of accounts and the endpoint that serves all of them. */
export async function startBackends(
  config: Config,
  store: Store,
  wanted: readonly WantedAccount[],
) {
  const started: Started[] = []
  const closeAll = async () => {
    for (const startedBackend of started.toReversed()) await startedBackend.close()
  }
  try {
    for (const account of wanted) started.push(await startBackend(config, store, account))
    const accounts = wanted.flatMap((account, index) => {
      const startedBackend = started[index]
      return startedBackend ? [accountOf(account, startedBackend)] : []
    })
    const backends = wanted.flatMap(({ keys: { secretId, secretKey } }, index) => {
      const startedBackend = started[index]
      return startedBackend ? [{ secretId, secretKey, backend: startedBackend.backend }] : []
    })
    const endpoint = await startEndpoint(config, store, backends)
    return {
      accounts,
      fetch: endpoint.fetch,
      transport: createInProcessTransport(endpoint),
      url: endpoint.url,
      facts: started.flatMap(({ facts }) => facts),
      isReady: async () =>
        (await Promise.all(started.map((startedBackend) => startedBackend.isReady()))).every(
          (ready) => ready,
        ),
      close: async () => {
        await endpoint.close()
        await closeAll()
      },
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}

/** The only account of a console without an accounts file. */
export async function startEmbedded(config: Config, store: Store) {
  const keys = cloudKeys(config)
  const { kubeconfig } = config
  const account =
    kubeconfig === undefined
      ? { name: 'embedded', backend: { simulation: {} } }
      : { name: 'kubernetes', backend: { kubernetes: { kubeconfig } } }
  const started = await startBackends(config, store, [{ ...account, keys, production: false }])
  return { ...started, keys }
}
