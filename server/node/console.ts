import { randomBytes } from 'node:crypto'
import { createProxy } from '../proxy/app'
import { secure } from '../proxy/headers'
import type { Account, Peer, Transport } from '../proxy/ports'
import type { Store } from '../store/open'
import { plainAccounts, readAccounts } from './accounts'
import type { Config, Environment } from './config'
import { startCloud } from './embedded'
import { every } from './every'
import { ensureAdmin } from './firstAdmin'
import { hostsOf, inUrl } from './hosts'
import { listen } from './http'
import { inProcess } from './inProcess'
import { log } from './log'
import { passwords } from './passwords'
import { createStatic } from './static'
import { createTransport } from './transport'

/** Something that serves until it is closed. */
export interface Running {
  /** What to tell the person who started it, as name and value. */
  facts: readonly (readonly [name: string, value: string])[]
  /** What to tell after that. */
  more?: string
  close: () => Promise<void>
}

interface Upstream extends Running {
  accounts: readonly Account[]
  transport: Transport
}

async function embedded(config: Config, store: Store): Promise<Upstream> {
  const { account, fetch, keys, url, facts, close } = await startCloud(config, store)
  const inFile = keys.file === undefined ? '' : `; its keys are in ${keys.file}`
  return {
    accounts: [account],
    transport: inProcess(fetch),
    facts: [
      ...(url === undefined ? [] : [['Cloud', `${url}   (embedded${inFile})`] as const]),
      ...facts,
    ],
    close,
  }
}

function configured(file: string, env: Environment): Upstream {
  const accounts = readAccounts(file, env)
  const plain = plainAccounts(accounts)
  const warning = `the calls of ${plain.join(', ')} go out without TLS; give them https:// endpoints`
  return {
    accounts,
    facts: [
      ['Accounts', accounts.map(({ name }) => name).join(', ')],
      ...(plain.length > 0 ? [['Warning', warning] as const] : []),
    ],
    ...createTransport(),
  }
}

const isProxied = (path: string) => /^\/(api|healthz|readyz|metrics)(\/|$)/.test(path)

/** The console on an open store: application and proxy on one port, and what they need. */
export async function startConsole(
  config: Config,
  store: Store,
  web: string,
  env: Environment,
): Promise<Running> {
  const { host, port, publicUrl, accounts: file, adminPassword } = config
  const unknown = 'The console stopped before the answer came. Look at the present state.'
  const [upstream, password, left] = await Promise.all([
    file === undefined ? embedded(config, store) : configured(file, env),
    ensureAdmin(store, passwords, adminPassword, Date.now()),
    store.audit.settle(unknown),
    store.revisions.settle(unknown),
  ])
  if (left > 0) log({ event: 'unsettled', rows: left })
  const { accounts, transport } = upstream
  const proxy = createProxy({
    accounts,
    transport,
    store,
    passwords,
    now: Date.now,
    randomBytes: (length) => randomBytes(length),
    log,
    hosts: hostsOf(config),
    isReady: store.isReady,
  })
  const files = createStatic(web)
  const listening = await listen(
    async (request, address) => {
      const url = new URL(request.url)
      const tls = publicUrl?.protocol === 'https:' && url.host === publicUrl.host
      const peer: Peer = { address, tls }
      const page = isProxied(url.pathname) ? undefined : files(request)
      return page ? secure(page, tls) : proxy(request, peer)
    },
    host,
    port,
  )
  const following = every(1_000, 'follow', proxy.follow)
  const own = `http://${inUrl(host)}:${listening.port}`
  return {
    facts: [
      ['Console', publicUrl?.origin ?? own],
      ...(publicUrl ? [['Listens', `at ${own}`] as const] : []),
      ['User', 'admin'],
      ['Password', password],
      ...upstream.facts,
    ],
    close: async () => {
      await listening.close()
      await following.stop()
      await upstream.close()
    },
  }
}
