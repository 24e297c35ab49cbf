import { passwordLength } from '../../../src/contract/console/declare/values'
import { createProxy } from '../../proxy/app'
import { isKnownHost } from '../../proxy/http/originGuard'
import { setSecurityHeaders } from '../../proxy/http/securityHeaders'
import type { Peer } from '../../proxy/ports'
import type { Store } from '../../store/open'
import { toHex } from '../../wire/digest'
import { isClientAddressKnown, unknownAddressWarning } from '../config/clientAddress'
import { type Config, type Environment, isBehindProxy } from '../config/config'
import { formatHostForUrl, hostsOf } from '../config/hosts'
import { readTls } from '../config/tls'
import { mac } from '../crypto/mac'
import { isWeak } from '../crypto/passwordStrength'
import { passwords } from '../crypto/passwords'
import { randomBytes } from '../crypto/randomBytes'
import { createTrustedMatcher } from '../http/forwarded'
import type { AddressedRequest } from '../http/request'
import { listen } from '../http/server'
import { createStaticFiles } from '../http/staticFiles'
import { hideInLog, log } from '../log'
import type { OidcConfig } from '../oidc/config'
import { configuredAccounts, embeddedAccounts } from './accounts'
import { createHeadLog, deleteOldAudit } from './auditRetention'
import { ensureAdmin, passwordSetText } from './firstAdmin'
import { createProcessFacts } from './processFacts'
import { repeatEvery } from './repeat'
import type { Running } from './running'

const isProxied = (path: string) => /^\/(api|healthz|readyz|metrics)(\/|\.|$)/.test(path)

/** Loaded on demand, because the OpenID Connect client would slow down the start. */
async function providerOf(oidc: OidcConfig) {
  hideInLog([oidc.clientSecret ?? ''])
  return (await import('../oidc/provider')).createOidc(oidc)
}

/** Seconds of the full rate that may be used in a burst. */
const burst = 3
const intervals = {
  ...{ reload: 5_000, settle: 5_000, auditHead: 600_000, retention: 3_600_000 },
  inventory: 250,
}

/** Returns a warning if the environment sets a password that users may not choose. */
async function warningOf(password: string | undefined): Promise<string | undefined> {
  if (password === undefined) return undefined
  if (password.length < passwordLength.minimum)
    return `GANTRY_ADMIN_PASSWORD has fewer than ${passwordLength.minimum} characters; change the password of admin`
  if (!(await isWeak(password, ['admin']))) return undefined
  return 'GANTRY_ADMIN_PASSWORD is easy to guess; change the password of admin'
}

const stoppedMessage =
  'The console stopped before it received the response. Check the current state.'

/** Starts the console on an open store: application and proxy on one port, and background jobs. */
export async function startConsole(
  config: Config,
  store: Store,
  webFolder: string,
  env: Environment,
): Promise<Running> {
  const { host, port, publicUrl, accounts: file, adminPassword, tls, rates } = config
  hideInLog([adminPassword ?? ''])
  const certificate = tls && readTls(tls)
  const trusted = createTrustedMatcher(config.trustedProxies) ?? (() => false)
  const settle = async () => {
    const rows = await store.audit.settle(stoppedMessage)
    await store.revisions.settle(stoppedMessage)
    if (rows > 0) log({ event: 'settledPending', rows })
  }
  const [upstream, password, consoleId] = await Promise.all([
    file === undefined
      ? embeddedAccounts(config, store)
      : configuredAccounts(config, store, file, env),
    ensureAdmin(store, passwords, adminPassword, Date.now()),
    store.properties.ensure('consoleId', toHex(randomBytes(4))),
    settle(),
  ])
  const weakness = password === passwordSetText ? await warningOf(adminPassword) : undefined
  const { accounts, transport } = upstream
  const hosts = hostsOf(config)
  const proxy = createProxy({
    accounts,
    transport,
    store,
    passwords,
    now: Date.now,
    elapsed: () => performance.now(),
    processFacts: createProcessFacts(),
    randomBytes,
    isClientAddressKnown: isClientAddressKnown(config),
    log,
    hosts,
    consoleId,
    isReady: async () => (await store.isReady()) && upstream.isReady(),
    mac,
    ...(publicUrl && { origin: publicUrl.origin }),
    ...(config.oidc && { singleSignOn: await providerOf(config.oidc) }),
    sessionLimits: config.sessionLimits,
    revealRoles: config.revealRoles,
    inventory: { callsPerSecond: rates.inventory },
    limits: {
      session: { perSecond: rates.session, burst },
      user: { perSecond: rates.user, burst },
      account: { perSecond: rates.account, burst },
      region: { perSecond: rates.region, burst },
    },
  })
  const files = createStaticFiles(webFolder)
  const isTlsInFront = publicUrl?.protocol === 'https:'
  const publicPeer = (url: URL, peer: Peer): Peer => ({
    ...peer,
    tls: peer.tls || (isTlsInFront && url.host === publicUrl.host),
  })
  const lean = {
    isFor: isProxied,
    reply: (request: AddressedRequest, peer: Peer) =>
      proxy.reply(request, publicPeer(request.address, peer)),
  }
  const listener = await listen(
    async (request, direct) => {
      const address = new URL(request.url)
      const peer = publicPeer(address, direct)
      // Requests with an unknown host name get no pages; the proxy explains the error.
      const page = isKnownHost(address, hosts, peer) ? files(request) : undefined
      return page ? setSecurityHeaders(page, peer.tls) : proxy(request, peer)
    },
    host,
    port,
    {
      tls: certificate,
      trusted,
      isTlsInFront,
      lean,
      isBehindProxy: isBehindProxy(config, config),
    },
  )
  let currentCertificate = certificate
  const reloadFiles = () => {
    upstream.reload()
    try {
      const newCertificate = tls && readTls(tls)
      if (newCertificate && newCertificate.cert !== currentCertificate?.cert)
        listener.renew(newCertificate)
      currentCertificate = newCertificate
    } catch (error) {
      log({ event: 'certificateNotReloaded', error: String(error) })
    }
  }
  const taskJob = repeatEvery(1_000, 'follow', proxy.runBackgroundWork)
  const inventoryTimer = setInterval(() => void proxy.inventory.step(), intervals.inventory)
  const presenceJob = repeatEvery(1_000, 'presence', store.keepPresence)
  const logHead = createHeadLog(store, log)
  const { days, exports: folder } = config.audit
  const deleteOld = async () => {
    if (days !== undefined) await deleteOldAudit({ store, now: Date.now, log }, { days, folder })
  }
  const headJob = repeatEvery(intervals.auditHead, 'auditHead', logHead)
  const retentionJob = repeatEvery(intervals.retention, 'auditRetention', deleteOld)
  void logHead().catch(() => undefined)
  const retained = deleteOld().catch((error: unknown) => {
    log({ event: 'auditRetentionFailed', error: String(error) })
  })
  const timers = [
    inventoryTimer,
    setInterval(reloadFiles, intervals.reload),
    // Another console on this store may have stopped during a write.
    setInterval(() => settle().catch(() => undefined), intervals.settle),
  ]
  for (const timer of timers) timer.unref()
  if (file !== undefined) void proxy.checkAccounts()
  process.on('SIGHUP', reloadFiles)
  const localUrl = `${tls ? 'https' : 'http'}://${formatHostForUrl(host)}:${listener.port}`
  return {
    facts: [
      ['Console', publicUrl?.origin ?? localUrl],
      ...(publicUrl ? [['Address', localUrl] as const] : []),
      ['User', 'admin'],
      ['Password', password],
      ...(weakness ? [['Warning', weakness] as const] : []),
      ...(isClientAddressKnown(config) ? [] : [['Warning', unknownAddressWarning] as const]),
      ...upstream.facts,
    ],
    close: async () => {
      for (const timer of timers) clearInterval(timer)
      process.off('SIGHUP', reloadFiles)
      await listener.close()
      await retained
      await Promise.all([taskJob, presenceJob, headJob, retentionJob].map((job) => job.stop()))
      await proxy.inventory.close().catch(() => undefined)
      await logHead().catch(() => undefined)
      await upstream.close()
    },
  }
}
