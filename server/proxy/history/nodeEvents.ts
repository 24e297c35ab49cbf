import { DescribeClusterInstances } from '../../../src/contract/actions/clusters/clusters'
import { listNodeEvents } from '../../../src/contract/console/history'
import { isFields } from '../../../src/contract/fields'
import { sha256 } from '../../wire/digest'
import { requireResourceInScope } from '../access/scope'
import type { Sessions } from '../auth/session/sessions'
import { resolveLocation } from '../calls/callRequest'
import type { CallObservers } from '../calls/observers'
import { readQuery } from '../http/body'
import { respond } from '../http/responses'
import type { Handlers } from '../http/routes'
import type { ProxyPorts } from '../ports'
import type { SeenEventRow, ServiceKey } from './ports'

const maxEvents = 1000
/** A fault that lasts longer than this is recorded again, before its event expires. */
const renewedAfter = 86_400_000

interface ObservedNode {
  instanceId: string
  lanIp: string
  /** Empty for a healthy node. */
  reason: string
}

/** Healthy and abnormal nodes of a response; other nodes are joining or leaving the cluster. */
function nodesIn(data: unknown): ObservedNode[] {
  const list = isFields(data) && Array.isArray(data.nodes) ? data.nodes : []
  return list.filter(isFields).flatMap(({ instanceId, lanIp, isNormal, abnormalReason }) => {
    const reason = isNormal === 1 ? '' : abnormalReason
    if (typeof instanceId !== 'string' || typeof reason !== 'string') return []
    if (isNormal !== 1 && reason === '') return []
    return [{ instanceId, lanIp: typeof lanIp === 'string' ? lanIp : '', reason }]
  })
}

/** Beijing time, like all event times in the store. */
const toBeijingTime = (at: number) =>
  new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

/** Node events are stored with service events, under an empty service name. */
const nodeEventsKey = (account: string, region: string, clusterId: string): ServiceKey => ({
  account,
  region,
  clusterId,
  namespace: '',
  serviceName: '',
})

/** Records when nodes become abnormal and when they recover, because the API has no node events. */
export function nodeObservers({ store }: Pick<ProxyPorts, 'store'>): CallObservers {
  async function storeChanges(key: ServiceKey, nodes: readonly ObservedNode[], at: number) {
    const latest = new Map<string, SeenEventRow>()
    for (const row of await store.seenEvents.list(key, maxEvents)) {
      if (!latest.has(row.objName)) latest.set(row.objName, row)
    }
    const rows: SeenEventRow[] = []
    for (const { instanceId, lanIp, reason } of nodes) {
      const previousEvent = latest.get(instanceId)
      if ((previousEvent?.reason ?? '') !== reason) {
        // The ID is derived from the preceding event, so that two consoles record the same change
        // once.
        const parts = [...Object.values(key), instanceId, previousEvent?.id ?? '', reason]
        const event = { count: 1, level: reason ? 'Warning' : 'Normal', objType: 'Node' }
        const time = { firstSeen: toBeijingTime(at), lastSeen: toBeijingTime(at), seenAt: at }
        const subject = { objName: instanceId, reason, message: lanIp }
        rows.push({
          ...key,
          ...event,
          ...time,
          ...subject,
          id: await sha256(JSON.stringify(parts)),
        })
      } else if (previousEvent && reason && at - previousEvent.seenAt > renewedAfter) {
        rows.push({ ...previousEvent, lastSeen: toBeijingTime(at), seenAt: at })
      }
    }
    await store.seenEvents.put(rows)
  }

  return {
    [DescribeClusterInstances.name]: [
      async ({ account, region, params: { clusterId }, at }) =>
        async ({ data }) => {
          const nodes = nodesIn(data)
          if (typeof clusterId !== 'string' || nodes.length === 0) return
          await storeChanges(nodeEventsKey(account, region, clusterId), nodes, at)
        },
    ],
  }
}

/**
 * GET /api/nodeEvents?account&region&clusterId: when the nodes of the cluster became abnormal or
 * recovered.
 */
export function createNodeEventRoutes({ store, accounts }: ProxyPorts, sessions: Sessions) {
  return {
    [listNodeEvents.id]: async (context) => {
      const principal = await sessions.principal(context.request, context.peer)
      const { clusterId, ...requested } = readQuery(context, listNodeEvents)
      const { account, region } = resolveLocation(requested, accounts, principal)
      const key = nodeEventsKey(account.name, region, clusterId)
      requireResourceInScope(principal, key)
      const events = await store.seenEvents.list(key, maxEvents)
      return respond(context, listNodeEvents, { events })
    },
  } satisfies Partial<Handlers>
}
