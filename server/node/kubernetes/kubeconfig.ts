import { createHash } from 'node:crypto'
import fs from 'node:fs'
import type { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import { ConfigError } from '../config/configError'
import { isLoopback } from '../loopback'
import { cachedCredentials } from './cachedCredentials'
import type { Context } from './context'
import {
  credentialsOf,
  isPlain,
  isUsableProxy,
  type Kubeconfig,
  type LoadedContext,
  loadContext,
  readKubeconfig,
} from './loader'

/** Identifies a server by address and certificate authority, which is PEM or Base64. */
export const fingerprintOf = (server: string, ca: string): string =>
  createHash('sha256').update(`${server}\n${ca}`).digest('hex')

const fingerprintOfCluster = (config: KubeConfig): string => {
  const { server = '', caData, caFile } = config.getCurrentCluster() ?? {}
  const ca = caData ?? (caFile && fs.existsSync(caFile) ? fs.readFileSync(caFile, 'base64') : '')
  return fingerprintOf(server, ca)
}

/** Returns a value that changes whenever the file does; empty if the file does not exist. */
export function stampOf(file: string): string {
  try {
    const { mtimeMs, size, ino } = fs.statSync(file)
    return `${mtimeMs} ${size} ${ino}`
  } catch {
    return ''
  }
}

/** A context that reads its credentials again when the file changes or the cluster refuses them. */
function liveContext(file: string, name: string, first: LoadedContext, now: () => number): Context {
  let loaded = first
  let stamp = stampOf(file)
  const cached = cachedCredentials(async (isRefused) => {
    const current = stampOf(file)
    if (current !== stamp || isRefused) {
      loaded = await loadContext(await readKubeconfig(file), name)
      stamp = current
    }
    return credentialsOf(loaded)
  }, now)
  return {
    name,
    server: first.config.getCurrentCluster()?.server ?? '',
    fingerprint: fingerprintOfCluster(first.config),
    namespaces: [],
    ...cached,
  }
}

/** Throws ConfigError if a context cannot be used. */
function checkContext(file: string, { config }: Kubeconfig, name: string): void {
  const { cluster: clusterName = '', user = '' } = config.getContextObject(name) ?? {}
  const cluster = config.getCluster(clusterName)
  if (!cluster || !config.getUser(user)) {
    throw new ConfigError(
      `The context ${name} of the kubeconfig ${file} has a cluster or user that the file does not define.`,
    )
  }
  if (isPlain(cluster) && !isLoopback(new URL(cluster.server).hostname)) {
    throw new ConfigError(
      `The context ${name} of the kubeconfig ${file} would send credentials without TLS; use an https:// server.`,
    )
  }
  const { proxyUrl } = cluster
  if (proxyUrl && !isUsableProxy(proxyUrl)) {
    // The rest of the URL may contain a password.
    const [scheme = ''] = proxyUrl.split('//')
    throw new ConfigError(
      `The context ${name} of the kubeconfig ${file} has a proxy-url with ${scheme}//, which Gantry does not support; use an http:// or https:// proxy.`,
    )
  }
}

/**
 * Returns the contexts of a kubeconfig, one for each cluster; merges contexts of the same cluster
 * and user. `wanted` names the contexts to use; all if absent. Throws ConfigError for a file
 * without a cluster, or with two users of one cluster.
 */
export async function readContexts(
  file: string,
  now: () => number,
  wanted?: readonly string[],
): Promise<Context[]> {
  const all = await readKubeconfig(file)
  const missing = wanted?.find((name) => !all.config.getContextObject(name))
  if (missing !== undefined) {
    throw new ConfigError(`The kubeconfig ${file} has no context ${missing}; correct the name.`)
  }
  const contextsByFingerprint = new Map<string, { context: Context; user: string }>()
  for (const { name, user, namespace } of all.config.getContexts()) {
    if (wanted && !wanted.includes(name)) continue
    checkContext(file, all, name)
    const context = liveContext(file, name, await loadContext(all, name), now)
    const sameCluster = contextsByFingerprint.get(context.fingerprint)
    if (sameCluster && sameCluster.user !== user) {
      throw new ConfigError(
        `The contexts ${sameCluster.context.name} and ${name} of the kubeconfig ${file} are of one cluster with different users; keep one of them.`,
      )
    }
    const merged = sameCluster?.context ?? context
    const ownNamespaces = namespace === undefined ? [] : [namespace]
    merged.namespaces = [...new Set([...merged.namespaces, ...ownNamespaces])]
    contextsByFingerprint.set(merged.fingerprint, { context: merged, user })
  }
  if (contextsByFingerprint.size === 0) {
    throw new ConfigError(`The kubeconfig ${file} has no context; add one.`)
  }
  return [...contextsByFingerprint.values()].map(({ context }) => context)
}
