import fs from 'node:fs'
import type { RequestOptions } from 'node:https'
import path from 'node:path'
import type { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import type { Cluster } from '@kubernetes/client-node/dist/config_types.js'
import * as z from 'zod/mini'
import { ConfigError } from '../config/configError'
import { hideInLog } from '../log'
import type { Credentials } from './credentials'

/** Loaded on demand, because the official client costs half a second and 80 MB. */
const loader = () => import('@kubernetes/client-node/dist/config.js')

/** A kubeconfig, with the parts that the official loader does not read. */
export interface Kubeconfig {
  config: KubeConfig
  /** Path of each user's token file. */
  tokenFiles: ReadonlyMap<string, string>
}

const withTokenFiles = z.object({
  users: z.nullish(
    z.array(
      z.object({
        name: z.string(),
        user: z.nullish(z.object({ tokenFile: z.optional(z.string()) })),
      }),
    ),
  ),
})

async function tokenFilesOf(file: string, text: string): Promise<Map<string, string>> {
  const { parse } = await import('yaml')
  const { users } = z.parse(withTokenFiles, parse(text))
  return new Map(
    (users ?? []).flatMap(({ name, user }) =>
      user?.tokenFile ? [[name, path.resolve(path.dirname(file), user.tokenFile)]] : [],
    ),
  )
}

/** Reads a kubeconfig; throws ConfigError if it cannot be read. */
export async function readKubeconfig(file: string): Promise<Kubeconfig> {
  const { KubeConfig } = await loader()
  const config = new KubeConfig()
  try {
    config.loadFromFile(file)
    return { config, tokenFiles: await tokenFilesOf(file, fs.readFileSync(file, 'utf8')) }
  } catch {
    // The YAML parser's message is omitted: it quotes the file, which contains keys.
    const fault = fs.existsSync(file) ? 'is not a kubeconfig' : 'cannot be read'
    throw new ConfigError(`The kubeconfig ${file} ${fault}; put a kubeconfig there.`)
  }
}

export const isPlain = ({ server }: Cluster) => server.startsWith('http:')

/**
 * The cluster in a form that the loader accepts: it refuses servers without TLS, but one on this
 * machine, such as kubectl proxy, is safe; and it would create connections through proxies itself.
 */
function loadableCluster({ proxyUrl: _proxy, ...cluster }: Cluster): Cluster {
  return isPlain(cluster) ? { ...cluster, skipTLSVerify: true } : cluster
}

/** Whether Gantry can use this proxy: undici supports others only as an experiment. */
export const isUsableProxy = (proxyUrl: string): boolean =>
  URL.canParse(proxyUrl) && ['http:', 'https:'].includes(new URL(proxyUrl).protocol)

/** A context with a loader of its own, because loaders cache the output of plugins. */
export interface LoadedContext {
  config: KubeConfig
  tokenFile: string | undefined
  proxy: string | undefined
}

export async function loadContext(
  { config: all, tokenFiles }: Kubeconfig,
  name: string,
): Promise<LoadedContext> {
  const { KubeConfig } = await loader()
  const config = new KubeConfig()
  const { contexts, users } = all
  const clusters = all.clusters.map(loadableCluster)
  config.loadFromOptions({ clusters, contexts, users, currentContext: name })
  const { user, cluster: clusterName = '' } = all.getContextObject(name) ?? {}
  return {
    config,
    tokenFile: user === undefined ? undefined : tokenFiles.get(user),
    proxy: all.getCluster(clusterName)?.proxyUrl || undefined,
  }
}

const pem = (value: unknown) =>
  typeof value === 'string' || Buffer.isBuffer(value) ? value.toString() : undefined

/**
 * Returns the credentials of a context, with the current output of exec plugins and token files.
 */
export async function credentialsOf({
  config,
  tokenFile,
  proxy,
}: LoadedContext): Promise<Credentials> {
  const headers: Record<string, string> = {}
  const options: RequestOptions = { headers }
  await config.applyToHTTPSOptions(options)
  const { ca, cert, key, servername, rejectUnauthorized, auth } = options
  if (auth) headers.Authorization = `Basic ${Buffer.from(auth).toString('base64')}`
  if (tokenFile !== undefined) {
    headers.Authorization = `Bearer ${fs.readFileSync(tokenFile, 'utf8').trim()}`
  }
  hideInLog(Object.values(headers).map((value) => value.replace(/^\w+ /, '')))
  if (proxy !== undefined) hideInLog([decodeURIComponent(new URL(proxy).password)])
  return {
    headers,
    ...(proxy !== undefined && { proxy }),
    tls: {
      ca: pem(ca),
      cert: pem(cert),
      key: pem(key),
      servername,
      rejectUnauthorized: rejectUnauthorized ?? true,
    },
  }
}
