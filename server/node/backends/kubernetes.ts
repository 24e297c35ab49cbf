import { setMaxListeners } from 'node:events'
import { type Region, regionOf } from '../../../src/contract/rules/regions'
import type { Backend } from '../../cloud/backend'
import { createKubernetes } from '../../cloud/kubernetes/kubernetes'
import { pseudoIds } from '../../cloud/kubernetes/lookups/network'
import type { ClusterSource, SharedWrites } from '../../cloud/kubernetes/ports'
import type { TaskStore } from '../../cloud/kubernetes/tasks/ports'
import type { BackendSettings } from '../config/backendEntry'
import { ConfigError } from '../config/configError'
import { clientCertificateWarning } from '../kubernetes/clientCertificate'
import type { Context } from '../kubernetes/context'
import { inClusterContext } from '../kubernetes/inCluster'
import { readContexts, stampOf } from '../kubernetes/kubeconfig'
import { createSend } from '../kubernetes/send'
import { timing } from '../kubernetes/timing'
import { log } from '../log'
import { repeatEvery } from '../start/repeat'

const defaultRegion = 'gz'
/** Milliseconds between two checks of the kubeconfig. */
const reloadInterval = 5_000

type Settings = NonNullable<BackendSettings['kubernetes']>

/** A context with an open connection. */
interface Connected {
  region: Region
  source: ClusterSource
  close: () => Promise<void>
}

const contextsOf = async ({ kubeconfig, contexts }: Settings): Promise<Context[]> =>
  kubeconfig === undefined
    ? [inClusterContext(process.env, Date.now)]
    : readContexts(kubeconfig, Date.now, contexts)

function connect(context: Context, settings: Settings): Connected {
  const { regions = {}, namespaces, innerLoadBalancers = {}, network } = settings
  const { name, server, fingerprint, namespaces: ownNamespaces, credentials, reject } = context
  const region = regionOf(regions[name] ?? defaultRegion)
  if (!region) throw new Error(`${regions[name]} is no region`)
  const { [name]: annotations } = innerLoadBalancers
  const { send, close } = createSend(server, credentials, reject)
  const limits = { ...(namespaces && { namespaces }), ownNamespaces }
  return {
    region,
    close,
    source: {
      ...{ name, server, fingerprint, region: region.long, ...limits, send },
      ...(annotations && { innerAccess: { annotations, subnetId: pseudoIds(network).subnetId } }),
    },
  }
}

/** Logs client certificates that have expired or soon will. */
async function reportCertificates(contexts: readonly Context[]): Promise<void> {
  for (const { name, credentials } of contexts) {
    // Credentials that cannot be read are reported by the first request.
    const present = await credentials().catch(() => undefined)
    const warning = clientCertificateWarning(present?.tls.cert, Date.now())
    if (warning !== undefined) {
      log({ event: 'clientCertificate', message: `cluster ${name}: ${warning}` })
    }
  }
}

const keyOf = ({ name, fingerprint, namespaces }: Context) =>
  JSON.stringify([name, fingerprint, namespaces])

/**
 * Starts a backend of the clusters in a kubeconfig, which is read again when it changes, or of the
 * cluster in which this process runs.
 */
export async function startKubernetes(
  settings: Settings,
  tasks: TaskStore,
  writes: SharedWrites | undefined,
): Promise<{
  backend: Backend
  regions: () => readonly string[]
  facts: [string, string][]
  close: () => Promise<void>
}> {
  const { kubeconfig } = settings
  const stampNow = () => (kubeconfig === undefined ? '' : stampOf(kubeconfig))
  let stamp = stampNow()
  const contexts = await contextsOf(settings)
  let connected = new Map(contexts.map((context) => [keyOf(context), connect(context, settings)]))
  const sources = () => [...connected.values()].map(({ source }) => source)
  const stop = new AbortController()
  setMaxListeners(0, stop.signal)
  const report = (message: string) => log({ event: 'kubernetes', message })
  void reportCertificates(contexts)
  const backend = await createKubernetes(
    { clusters: sources(), tasks, writes, network: settings.network, timing, log: report },
    stop.signal,
  )

  /** A file that cannot be read leaves the previous contexts in place. */
  async function reload(): Promise<void> {
    const current = stampNow()
    if (current === stamp) return
    stamp = current
    let newContexts: Context[]
    try {
      newContexts = await contextsOf(settings)
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      return log({ event: 'kubeconfigNotReloaded', error: error.message })
    }
    void reportCertificates(newContexts)
    const previous = connected
    connected = new Map(
      newContexts.map((context) => [
        keyOf(context),
        previous.get(keyOf(context)) ?? connect(context, settings),
      ]),
    )
    await backend.update(sources())
    const closed = [...previous].filter(([key]) => !connected.has(key))
    await Promise.all(closed.map(([, value]) => value.close()))
    log({ event: 'kubeconfigReloaded', contexts: newContexts.map(({ name }) => name).join(', ') })
  }
  const reloading = repeatEvery(reloadInterval, 'kubeconfigReload', reload)

  return {
    backend,
    regions: () => [...new Set([...connected.values()].map(({ region }) => region.short))],
    facts: [['Clusters', contexts.map(({ name }) => name).join(', ')]],
    close: async () => {
      await reloading.stop()
      stop.abort()
      await Promise.all([...connected.values()].map((item) => item.close()))
    },
  }
}
