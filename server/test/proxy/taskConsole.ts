import type { Task } from '../../../src/contract/console/tasks'
import { createInProcessTransport } from '../../node/upstream/inProcess'
import { type Transport, TransportError } from '../../proxy/ports'
import { testKey } from '../cloud/client'
import { Clock } from '../cloud/clock'
import { testCloud } from '../cloud/cloud'
import { accountAt } from './proxy'
import { temporaryProxy } from './temporary'

/**
 * `swallow`: writes are executed, but their responses are lost. `lose`: writes never arrive.
 * `deaf`: neither writes nor reads arrive.
 */
type Network = 'well' | 'swallow' | 'lose' | 'deaf'

interface TaskPage {
  tasks: Task[]
  total: number
  running: number
  unknown: number
}

export interface TaskParams {
  clusterId?: string
  serviceName?: string
  names?: string[]
  instanceIds?: (string | undefined)[]
  [other: string]: unknown
}

/** Names to type to confirm deletions. */
function confirmOf(action: string, { serviceName, names, instanceIds }: TaskParams) {
  if (!action.startsWith('Delete')) return {}
  return { confirm: serviceName ?? names?.[0] ?? instanceIds?.[0] ?? 'shop-prod' }
}

/**
 * A proxy on a simulation of the demo world behind a network that fails on demand, with an operator
 * who is signed in. Closed when the current test ends.
 */
export async function openTaskConsole() {
  const clock = new Clock()
  const cloud = await testCloud({ clock, world: 'demo' })
  const well = createInProcessTransport(cloud)
  let network: Network = 'well'
  const transport: Transport = async (request) => {
    if (network === 'well' || (network !== 'deaf' && !request.isWrite)) return well(request)
    if (network === 'swallow') await well(request)
    throw new TransportError('timeout', true, 'time is up')
  }
  const account = accountAt('http://cloud.test/v2/index.php', testKey)
  const proxy = await temporaryProxy({ clock, transport, accounts: [account] })
  let cookie = await proxy.signInAs('operator', 'ann')
  const { clusters } = await cloud.call('DescribeCluster', { clusterName: 'shop-prod' })

  async function list(query = ''): Promise<TaskPage> {
    const answer = await proxy.send(`/api/tasks${query}`, { headers: { Cookie: cookie } })
    return answer.body.data as TaskPage
  }
  const call = (action: string, params: TaskParams, confirm?: string) =>
    proxy.call(cookie, action, params, confirm ? { confirm } : confirmOf(action, params))

  return {
    proxy,
    clock,
    clusterId: clusters[0]?.clusterId ?? '',
    list,
    first: async () => (await list()).tasks[0],
    call,
    setNetwork: (next: Network) => {
      network = next
    },
    callOverNetwork: async (action: string, params: TaskParams, how: Network = 'swallow') => {
      network = how
      await call(action, params)
      network = 'well'
    },
    /** Advances the clock with a check every second, like a host. */
    pass: async (seconds: number) => {
      for (let second = 0; second < seconds; second += 1) {
        clock.pass(1)
        await proxy.proxy.runBackgroundWork()
      }
    },
    /** Signs in again after the session has timed out. */
    signInAgain: async () => {
      cookie = await proxy.signIn('ann')
    },
    get: (path: string) => proxy.send(path, { headers: { Cookie: cookie } }),
  }
}
