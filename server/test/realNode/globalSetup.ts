import { randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import {
  clientFor,
  endProcess,
  startControlPlane,
  waitUntilReady,
} from '../kubernetes/controlPlane'
import { startContainerd } from './containerd'
import { startKubelet } from './kubelet'
import { nodeAddress, prepareNamespaces } from './namespace'
import { readSurroundings, shareNode } from './realNode'

const node = z.object({
  status: z.object({ conditions: z.array(z.object({ type: z.string(), status: z.string() })) }),
})

/**
 * One control plane and one real node for all tests. Whatever runs when this process ends, such as
 * containers, ends with its PID namespace.
 */
export default async function setup() {
  const surroundings = readSurroundings()
  if (!surroundings) return undefined
  const { folder, cgroup, database } = surroundings
  prepareNamespaces(folder)
  const [name, token] = ['worker-1', randomBytes(16).toString('hex')]
  const { controlPlane, stop } = await startControlPlane({
    address: nodeAddress,
    node: { name, token },
  })
  await startContainerd(folder)
  const kubelet = startKubelet(folder, controlPlane, { name, token, cgroup })
  const { client, close } = clientFor(controlPlane)
  await waitUntilReady('the node', async () => {
    const { status } = z.parse(node, await client.get(`/api/v1/nodes/${name}`))
    return status.conditions.some(
      (condition) => condition.type === 'Ready' && condition.status === 'True',
    )
  })
  await close()
  shareNode(folder, { name, controlPlane, kubelet: kubelet.pid ?? 0, database })
  return async () => {
    await endProcess(kubelet, 'SIGKILL')
    await stop()
  }
}
