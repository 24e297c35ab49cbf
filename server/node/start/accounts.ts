import path from 'node:path'
import type { Account, Transport } from '../../proxy/ports'
import type { Store } from '../../store/open'
import { startBackends, startEmbedded, type WantedAccount } from '../backends/embedded'
import { accountsWithoutTls } from '../config/accounts'
import { accountKeys } from '../config/cloudKeys'
import type { Config, Environment } from '../config/config'
import { createReloadableAccounts } from '../config/liveAccounts'
import { hideInLog } from '../log'
import { createTransport } from '../upstream/transport'
import type { Running } from './running'

interface StartedAccounts extends Running {
  accounts: readonly Account[]
  transport: Transport
  /** Reloads keys. */
  reload: () => void
  /** Whether this process can serve its accounts. */
  isReady: () => Promise<boolean>
}

/** Starts the account of a console without an accounts file. */
export async function embeddedAccounts(config: Config, store: Store): Promise<StartedAccounts> {
  const { accounts, transport, keys, url, facts, isReady, close } = await startEmbedded(
    config,
    store,
  )
  hideInLog([keys.secretKey])
  const inFile = keys.file === undefined ? '' : `   (keys in ${keys.file})`
  return {
    accounts,
    transport,
    reload: () => {},
    isReady,
    facts: [...(url === undefined ? [] : [['Endpoint', `${url}${inFile}`] as const]), ...facts],
    close,
  }
}

/** Starts the accounts of a file: remote ones, and those that backends of this process answer. */
export async function configuredAccounts(
  config: Config,
  store: Store,
  file: string,
  env: Environment,
): Promise<StartedAccounts> {
  const { accounts, own, add, reload } = createReloadableAccounts(file, env)
  const folder = path.dirname(file)
  const started = own.length > 0 ? await startBackends(config, store, wantedOf(own)) : undefined
  if (started) add(started.accounts)
  const names = new Set(started?.accounts.map(({ name }) => name))
  const http = createTransport()
  const plainHttpAccounts = accountsWithoutTls(accounts)
  const warning = `Calls of ${plainHttpAccounts.join(', ')} are sent without TLS; use https:// endpoints`
  return {
    accounts,
    reload,
    isReady: async () => started?.isReady() ?? true,
    transport: (request) =>
      started && names.has(request.account ?? '')
        ? started.transport(request)
        : http.transport(request),
    facts: [
      ['Accounts', accounts.map(({ name }) => name).join(', ')],
      ...(started?.url === undefined ? [] : [['Endpoint', started.url] as const]),
      ...(started?.facts ?? []),
      ...(plainHttpAccounts.length > 0 ? [['Warning', warning] as const] : []),
    ],
    close: async () => {
      await http.close()
      await started?.close()
    },
  }

  function wantedOf(entries: typeof own): WantedAccount[] {
    return entries.map(({ keys, backend, ...account }) => {
      const { kubernetes } = backend
      const configuredPath = kubernetes?.kubeconfig
      const kubeconfig =
        configuredPath === undefined ? undefined : path.resolve(folder, configuredPath)
      return {
        ...account,
        keys: keys ?? accountKeys(config.data, account.name),
        backend: kubeconfig ? { kubernetes: { ...kubernetes, kubeconfig } } : backend,
      }
    })
  }
}
