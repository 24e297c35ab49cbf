import { regions } from '../../../src/contract/rules/regions'
import type { Backend } from '../../cloud/backend'
import { unavailableActions } from '../../cloud/endpoint/dispatch'
import type { Account, Push } from '../../proxy/ports'
import type { Store } from '../../store/open'
import { cloudKeys, type Keys } from '../config/cloudKeys'
import type { Config } from '../config/config'
import { inProcess } from '../upstream/inProcess'
import { startEndpoint } from './endpoint'
import { startSimulation } from './simulation'

/** An account whose calls a backend of this process answers. */
type BackendAccount = Account & { backend: Backend }

/** A started backend. */
interface Started {
  name: string
  backend: Backend
  regions: readonly string[]
  /** Pushes a tag to the backend's registry, if it has one. */
  push?: Push
  /** Start-up output of the host. */
  facts: [string, string][]
  isReady: () => Promise<boolean>
  close: () => Promise<void>
}

const accountOf = (
  { name, backend, regions, push }: Started,
  { secretId, secretKey }: Keys,
): BackendAccount => ({
  name,
  secretId,
  secretKey,
  signatureMethod: 'HmacSHA256',
  production: false,
  regions,
  ...(push && { push }),
  unavailable: unavailableActions(backend),
  backend,
})

async function startBackend(config: Config, store: Store): Promise<Started> {
  if (config.kubeconfig === undefined) {
    const simulation = await startSimulation(config, store)
    return { name: 'embedded', regions: regions.map(({ short }) => short), ...simulation }
  }
  // Loaded on demand: only this account needs it.
  const { startKubernetes } = await import('./kubernetes')
  const kubernetes = await startKubernetes(config.kubeconfig)
  // A cluster that does not respond is shown as Abnormal; the console itself is ready.
  return { name: 'kubernetes', isReady: async () => true, ...kubernetes }
}

/** The accounts that this process answers itself, and the endpoint that serves them. */
export async function startEmbedded(config: Config, store: Store) {
  const started = await startBackend(config, store)
  const keys = cloudKeys(config)
  const accounts = [accountOf(started, keys)]
  const endpoint = await startEndpoint(config, store, accounts)
  return {
    accounts: accounts.map(({ backend: _backend, ...account }): Account => account),
    fetch: endpoint.fetch,
    transport: inProcess(endpoint),
    keys,
    url: endpoint.url,
    facts: started.facts,
    isReady: started.isReady,
    close: async () => {
      await endpoint.close()
      await started.close()
    },
  }
}
