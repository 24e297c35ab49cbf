import { setMaxListeners } from 'node:events'
import type { Backend } from '../../cloud/backend'
import { createKubernetes } from '../../cloud/kubernetes/kubernetes'
import { readContexts } from '../kubernetes/kubeconfig'
import { createSend } from '../kubernetes/send'
import { timing } from '../kubernetes/timing'
import { log } from '../log'

/** All clusters are in this region; long form of gz. */
const region = 'ap-guangzhou'

/** A backend of the clusters in a kubeconfig. */
export async function startKubernetes(file: string): Promise<{
  backend: Backend
  regions: readonly string[]
  facts: [string, string][]
  close: () => Promise<void>
}> {
  const contexts = await readContexts(file, Date.now)
  const stop = new AbortController()
  setMaxListeners(0, stop.signal)
  const connected = contexts.map(({ name, server, fingerprint, credentials }) => ({
    source: { name, server, fingerprint, region },
    ...createSend(server, credentials),
  }))
  const backend = await createKubernetes(
    {
      clusters: connected.map(({ source, send }) => ({ ...source, send })),
      timing,
      log: (message) => log({ event: 'kubernetes', message }),
    },
    stop.signal,
  )
  return {
    backend,
    regions: ['gz'],
    facts: [['Clusters', contexts.map(({ name }) => name).join(', ')]],
    close: async () => {
      stop.abort()
      await Promise.all(connected.map((one) => one.close()))
    },
  }
}
