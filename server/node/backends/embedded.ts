import { regions } from '../../../src/contract/rules/regions'
import type { Backend } from '../../cloud/backend'
import { unavailableActions } from '../../cloud/endpoint/dispatch'
import type { Account, Push } from '../../proxy/ports'
import type { Store } from '../../store/open'
import { cloudKeys } from '../config/cloudKeys'
import type { Config } from '../config/config'
import { inProcess } from '../upstream/inProcess'
import { startEndpoint } from './endpoint'
import { startSimulation } from './simulation'

/** An account whose calls a backend of this process answers. */
type BackendAccount = Account & { backend: Backend }

/** The account of the simulation. */
const simulated = (
  keys: { secretId: string; secretKey: string },
  backend: Backend,
  push: Push,
): BackendAccount => ({
  name: 'embedded',
  secretId: keys.secretId,
  secretKey: keys.secretKey,
  signatureMethod: 'HmacSHA256',
  production: false,
  regions: regions.map(({ short }) => short),
  push,
  unavailable: unavailableActions(backend),
  backend,
})

/** The accounts that this process answers itself, and the endpoint that serves them. */
export async function startEmbedded(config: Config, store: Store) {
  const simulation = await startSimulation(config, store)
  const keys = cloudKeys(config)
  const accounts = [simulated(keys, simulation.backend, simulation.push)]
  const endpoint = await startEndpoint(config, store, accounts)
  return {
    accounts: accounts.map(({ backend: _backend, ...account }): Account => account),
    fetch: endpoint.fetch,
    transport: inProcess(endpoint),
    keys,
    url: endpoint.url,
    facts: simulation.facts,
    isReady: simulation.isReady,
    close: async () => {
      await endpoint.close()
      await simulation.close()
    },
  }
}
