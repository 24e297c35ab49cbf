import { setMaxListeners } from 'node:events'
import { regionOf } from '../../../src/contract/rules/regions'
import type { Backend } from '../../cloud/backend'
import { createKubernetes } from '../../cloud/kubernetes/kubernetes'
import type { TaskStore } from '../../cloud/kubernetes/tasks/ports'
import type { BackendSettings } from '../config/backendEntry'
import { readContexts } from '../kubernetes/kubeconfig'
import { createSend } from '../kubernetes/send'
import { timing } from '../kubernetes/timing'
import { log } from '../log'

const defaultRegion = 'gz'

type Settings = NonNullable<BackendSettings['kubernetes']>

/** A backend of the clusters in a kubeconfig. */
export async function startKubernetes(
  { kubeconfig, contexts: wanted, regions = {}, namespaces, network }: Settings,
  tasks: TaskStore,
): Promise<{
  backend: Backend
  regions: () => readonly string[]
  facts: [string, string][]
  close: () => Promise<void>
}> {
  const contexts = await readContexts(kubeconfig, Date.now, wanted)
  const stop = new AbortController()
  setMaxListeners(0, stop.signal)
  const connected = contexts.map(({ name, server, fingerprint, namespace, credentials }) => {
    const region = regionOf(regions[name] ?? defaultRegion)
    if (!region) throw new Error(`${regions[name]} is no region`)
    const limits = {
      ...(namespaces && { namespaces }),
      ...(namespace !== undefined && { ownNamespace: namespace }),
    }
    const source = { name, server, fingerprint, ...limits }
    return { region, source, ...createSend(server, credentials) }
  })
  const backend = await createKubernetes(
    {
      clusters: connected.map(({ source, region, send }) => ({
        ...source,
        region: region.long,
        send,
      })),
      tasks,
      network,
      timing,
      log: (message) => log({ event: 'kubernetes', message }),
    },
    stop.signal,
  )
  return {
    backend,
    regions: () => [...new Set(connected.map(({ region }) => region.short))],
    facts: [['Clusters', contexts.map(({ name }) => name).join(', ')]],
    close: async () => {
      stop.abort()
      await Promise.all(connected.map((one) => one.close()))
    },
  }
}
