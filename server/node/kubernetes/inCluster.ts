import fs from 'node:fs'
import { isIPv6 } from 'node:net'
import path from 'node:path'
import { ConfigError } from '../config/configError'
import { hideInLog } from '../log'
import { cachedCredentials } from './cachedCredentials'
import type { Context } from './context'
import { fingerprintOf } from './kubeconfig'

/** Path at which Kubernetes mounts the service account of a pod. */
const mounted = '/var/run/secrets/kubernetes.io/serviceaccount'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Returns the cluster in which this process runs as a pod, with its service account. Kubernetes
 * replaces the token before it expires. Throws ConfigError outside a cluster.
 */
export function inClusterContext(
  env: Environment,
  now: () => number,
  folder: string = mounted,
): Context {
  const { KUBERNETES_SERVICE_HOST: host = '', KUBERNETES_SERVICE_PORT: port = '443' } = env
  const read = (name: string) => fs.readFileSync(path.join(folder, name), 'utf8').trim()
  const present = (name: string) => fs.existsSync(path.join(folder, name))
  if (host === '' || !present('token') || !present('ca.crt')) {
    throw new ConfigError(
      `An account has "inCluster", but this process has no service account of a cluster (KUBERNETES_SERVICE_HOST and ${folder}); use "kubeconfig" outside a cluster.`,
    )
  }
  const server = `https://${isIPv6(host) ? `[${host}]` : host}:${port}`
  const cached = cachedCredentials(async () => {
    const token = read('token')
    hideInLog([token])
    return {
      headers: { Authorization: `Bearer ${token}` },
      tls: {
        ca: read('ca.crt'),
        cert: undefined,
        key: undefined,
        servername: undefined,
        rejectUnauthorized: true,
      },
    }
  }, now)
  return {
    name: 'in-cluster',
    server,
    fingerprint: fingerprintOf(server, read('ca.crt')),
    namespaces: present('namespace') ? [read('namespace')] : [],
    ...cached,
  }
}
