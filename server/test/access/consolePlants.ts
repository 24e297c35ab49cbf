import { sha256 } from '../../wire/digest'
import { auditRow } from '../proxy/auditRow'
import type { SimulatedProxy } from '../proxy/simulatedProxy'

/** Kinds of limits that a user's scope can have. */
export const kinds = ['account', 'region', 'cluster', 'namespace'] as const
export type Kind = (typeof kinds)[number]

/**
 * Name prefixes: `zz` marks resources outside the scope; `yy` and `xx` mark nonexistent ones. Among
 * the regions, that of `zz` is configured, and that of `xx` does not exist in the account.
 */
export const prefixes = ['zz', 'yy', 'xx'] as const
export type Prefix = (typeof prefixes)[number]
export const regionOfPrefix = { zz: 'bj', yy: 'nowhere', xx: 'sh' } as const

/** A service whose names show its account, region, cluster and namespace. */
export interface Spot {
  account: string
  region: string
  clusterId: string
  namespace: string
  serviceName: string
}

/** A service outside the scope of a user limited by `kind`, or a nonexistent service. */
export function spotOutside(kind: Kind, inside: Spot, prefix: Prefix): Spot {
  const serviceName = `${prefix}-${kind}-service`
  const otherCluster = { ...inside, serviceName, clusterId: `cls-${prefix}${kind}` }
  if (kind === 'account') return { ...otherCluster, account: `${prefix}-account` }
  if (kind === 'region') return { ...otherCluster, region: regionOfPrefix[prefix] }
  if (kind === 'cluster') return otherCluster
  return { ...inside, serviceName, namespace: `${prefix}-namespace` }
}

let plantCount = 0

/** IDs of the console's own resources that a test stored for one service. */
export interface Plant {
  board: string
  session: string
  token: string
  entry: string
  user: string
}

/** Stores one of each of the console's own resources for a service, each owned by a new user. */
export async function plantAt(
  { proxy }: SimulatedProxy,
  spot: Spot,
  label: string,
): Promise<Plant> {
  plantCount += 1
  const { store, clock } = proxy
  const at = clock.now()
  const number = plantCount.toString(16).padStart(16, '0')
  const id = `${at.toString(16).padStart(12, '0')}-${number}`
  const { serviceName, clusterId, namespace, account, region } = spot
  const target = [clusterId, namespace, serviceName].join('/')
  const user = `${label}-user`
  const author = { user, role: 'operator' }
  const action = 'ModifyClusterServiceImage'
  const ended = { outcome: 'ok' as const, code: 0, codeDesc: 'Success', message: `${label} done` }
  await proxy.signInAs('operator', user)
  const [session] = await store.sessions.listOf(user)
  await store.boards.add({
    ...{ id: number, name: `${label} board`, account, region, range: '', version: 1, user },
    ...{ charts: JSON.stringify([`service_cpu_used:${target}`]), changedAt: at },
  })
  await store.tasks.add({
    ...{ id, at, user, account, region, action, requestId: null, isAnswered: true },
    ...{ state: 'running', reason: '', detail: `${label} detail`, endedAt: null, nextAt: at + 9e9 },
    subject: { clusterId, namespace, serviceName },
  })
  await store.revisions.add({
    ...{ ...spot, ...author, ...ended, id, at, action, params: JSON.stringify({ image: label }) },
  })
  const event = { objType: 'Pod', objName: `${label}-pod`, reason: label, message: label }
  const occurrence = { firstSeen: '', lastSeen: '', count: 1, level: 'Normal', seenAt: at }
  const ofService = { ...spot, ...event, ...occurrence, id: `${number}a` }
  const ofNode = { ...ofService, id: `${number}b`, namespace: '', serviceName: '' }
  // The nodes of a cluster belong to all of its namespaces.
  await store.seenEvents.put(label === 'zz-namespace' ? [ofService] : [ofService, ofNode])
  await store.audit.add(
    auditRow(id, { at, ...author, account, region, action, target, ...ended, duration: 1 }),
  )
  const draft = { user, name: `${label} form`, json: `{"a":"${label}"}`, savedAt: at }
  await store.drafts.save(draft, 50)
  await store.accessTokens.add({
    ...{ id: number, hash: await sha256(number), user, userCreatedAt: at, name: `${label} token` },
    ...{ prefix: `${label}-prefix`, role: 'viewer', scope: {}, canManage: false, createdAt: at },
    ...{ expiresAt: at + 9e9, usedAt: null },
  })
  const publicSession = session?.idHash.slice(0, 16) ?? ''
  return { board: number, session: publicSession, token: number, entry: id, user }
}

/**
 * JSON of all data that the console stores for one user, and of its data that belongs to no user.
 */
export async function storedOf({ proxy }: SimulatedProxy, { user }: Plant, label: string) {
  const { store } = proxy
  return JSON.stringify([
    await store.boards.list(500),
    (await store.tasks.list({ limit: 500, offset: 0 })).tasks,
    await store.accessTokens.list(),
    await store.users.list(),
    await store.switches.list(),
    await store.sessions.listOf(user),
    await store.drafts.find(user, `${label} form`),
  ])
}
