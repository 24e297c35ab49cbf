import { createHash } from 'node:crypto'
import fs from 'node:fs'
import type { RequestOptions } from 'node:https'
import type { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import type { Cluster } from '@kubernetes/client-node/dist/config_types.js'
import { ConfigError } from '../config/configError'
import { hideInLog } from '../log'
import { isLoopback } from '../loopback'
import type { Credentials } from './send'

/** One context of a kubeconfig. */
export interface Context {
  name: string
  server: string
  fingerprint: string
  /** Namespace that the context names. */
  namespace: string | undefined
  credentials: () => Promise<Credentials>
}

/** Loaded on demand: the official client costs half a second and 80 MB. */
const loader = () => import('@kubernetes/client-node/dist/config.js')

const isPlain = ({ server }: Cluster) => server.startsWith('http:')

async function read(file: string): Promise<KubeConfig> {
  const { KubeConfig } = await loader()
  const config = new KubeConfig()
  try {
    config.loadFromFile(file)
  } catch {
    // Omit the YAML parser's message: it quotes the file, which contains keys.
    const what = fs.existsSync(file) ? 'is not a kubeconfig' : 'cannot be read'
    throw new ConfigError(`The kubeconfig ${file} ${what}; put a kubeconfig there.`)
  }
  return config
}

/** The loader refuses servers without TLS; one on this machine, such as kubectl proxy, is safe. */
const reachable = (cluster: Cluster): Cluster =>
  isPlain(cluster) ? { ...cluster, skipTLSVerify: true } : cluster

async function forContext(all: KubeConfig, name: string): Promise<KubeConfig> {
  const { KubeConfig } = await loader()
  const config = new KubeConfig()
  const { contexts, users } = all
  const clusters = all.clusters.map(reachable)
  config.loadFromOptions({ clusters, contexts, users, currentContext: name })
  return config
}

const pem = (value: unknown) =>
  typeof value === 'string' || Buffer.isBuffer(value) ? value.toString() : undefined

/** The credentials of a context, with the current output of exec plugins and token files. */
async function credentialsOf(config: KubeConfig): Promise<Credentials> {
  const headers: Record<string, string> = {}
  const options: RequestOptions = { headers }
  await config.applyToHTTPSOptions(options)
  const { ca, cert, key, servername, rejectUnauthorized, auth } = options
  if (auth) headers.Authorization = `Basic ${Buffer.from(auth).toString('base64')}`
  hideInLog(Object.values(headers).map((value) => value.replace(/^\w+ /, '')))
  return {
    headers,
    tls: {
      ca: pem(ca),
      cert: pem(cert),
      key: pem(key),
      servername,
      rejectUnauthorized: rejectUnauthorized ?? true,
    },
  }
}

const fingerprintOf = (config: KubeConfig): string => {
  const { server = '', caData, caFile } = config.getCurrentCluster() ?? {}
  const ca = caData ?? (caFile && fs.existsSync(caFile) ? fs.readFileSync(caFile, 'base64') : '')
  return createHash('sha256').update(`${server}\n${ca}`).digest('hex')
}

/** Modification time of the file; 0 if unknown. */
function writtenAt(file: string): number {
  try {
    return fs.statSync(file).mtimeMs
  } catch {
    return 0
  }
}

/** Milliseconds for which credentials are cached before plugins run and files are read again. */
const freshness = 10_000

/** A context that reloads its credentials when the file changes. */
function liveContext(file: string, name: string, first: KubeConfig, now: () => number): Context {
  let config = first
  let readAt = writtenAt(file)
  let known: { at: number; credentials: Promise<Credentials> } | undefined
  const fetched = async () => {
    const time = writtenAt(file)
    if (time !== readAt) {
      config = await forContext(await read(file), name)
      readAt = time
    }
    return credentialsOf(config)
  }
  return {
    name,
    server: first.getCurrentCluster()?.server ?? '',
    fingerprint: fingerprintOf(first),
    namespace: first.getContextObject(name)?.namespace,
    credentials: async () => {
      if (!known || now() - known.at > freshness) known = { at: now(), credentials: fetched() }
      const { credentials } = known
      try {
        return await credentials
      } catch (error) {
        known = undefined
        throw error
      }
    },
  }
}

/**
 * The contexts of a kubeconfig, one for each cluster; contexts of the same cluster and user are
 * merged. `wanted` has the names of the contexts to use; all if absent. Throws ConfigError for a file
 * without a cluster, or with two users of one cluster.
 */
export async function readContexts(
  file: string,
  now: () => number,
  wanted?: readonly string[],
): Promise<Context[]> {
  const all = await read(file)
  const missing = wanted?.find((name) => !all.getContextObject(name))
  if (missing !== undefined) {
    throw new ConfigError(`The kubeconfig ${file} has no context ${missing}; correct the name.`)
  }
  const found = new Map<string, { context: Context; user: string }>()
  for (const { name, cluster, user } of all.getContexts()) {
    if (wanted && !wanted.includes(name)) continue
    if (!all.getCluster(cluster) || !all.getUser(user)) {
      throw new ConfigError(
        `The context ${name} of the kubeconfig ${file} has a cluster or user that the file does not define.`,
      )
    }
    const server = all.getCluster(cluster)
    if (server && isPlain(server) && !isLoopback(new URL(server.server).hostname)) {
      throw new ConfigError(
        `The context ${name} of the kubeconfig ${file} would send credentials without TLS; use an https:// server.`,
      )
    }
    const context = liveContext(file, name, await forContext(all, name), now)
    const same = found.get(context.fingerprint)
    if (same && same.user !== user) {
      throw new ConfigError(
        `The contexts ${same.context.name} and ${name} of the kubeconfig ${file} are of one cluster with different users; keep one of them.`,
      )
    }
    if (!same) found.set(context.fingerprint, { context, user })
  }
  if (found.size === 0) {
    throw new ConfigError(`The kubeconfig ${file} has no context; add one.`)
  }
  return [...found.values()].map(({ context }) => context)
}
