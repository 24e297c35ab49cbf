import {
  createEndpoint,
  type EndpointAccount,
  unparsableRequest,
} from '../../cloud/endpoint/endpoint'
import type { Store } from '../../store/open'
import { type Config, isBehindProxy } from '../config/config'
import { formatHostForUrl } from '../config/hosts'
import { cloudTls } from '../config/tls'
import { createTrustedMatcher } from '../http/forwarded'
import { listen } from '../http/server'
import { log } from '../log'

/**
 * The endpoint of all accounts with a backend in this process. It listens on a port of its own
 * unless that is 0.
 */
export async function startEndpoint(
  config: Config,
  store: Pick<Store, 'usedSignatures'>,
  accounts: readonly EndpointAccount[],
) {
  const { host, port } = config.cloud
  const tls = cloudTls(config)
  const endpoint = createEndpoint({
    accounts,
    now: Date.now,
    log: (message) => log({ event: 'endpoint', message }),
    replay: store.usedSignatures,
  })
  const listening =
    port === 0
      ? undefined
      : await listen(endpoint.fetch, host, port, {
          tls,
          trusted: createTrustedMatcher(config.trustedProxies) ?? (() => false),
          isBehindProxy: isBehindProxy(config.cloud, config),
          isCompressed: true,
          unparsable: unparsableRequest,
        })
  return {
    ...endpoint,
    url:
      listening &&
      `${tls ? 'https' : 'http'}://${formatHostForUrl(host)}:${listening.port}/v2/index.php`,
    close: async () => listening?.close(),
  }
}
