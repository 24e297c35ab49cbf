import {
  type InventoryProblem,
  listImageUses,
  listInventory,
  listProblems,
  readInventoryState,
  searchInventory,
} from '../../../src/contract/console/inventory/routes'
import { isInScope, isRegionInScope, requireAccountInScope } from '../access/scope'
import type { Sessions } from '../auth/session/sessions'
import { readQuery } from '../http/body'
import { respond } from '../http/responses'
import type { Handlers } from '../http/routes'
import type { ProxyPorts, Scope } from '../ports'
import { listInScope } from '../tasks/routes'
import { regionOfObject, shownObject } from './estate'
import { imageUses } from './imageUses'
import type { Inventory, Owned } from './inventory'
import { byUrgency, problemOf, taskProblem } from './problems'
import { search } from './search'
import { completenessOf } from './visible'

/** Failed tasks stay among the problems for this time, in milliseconds. */
const taskProblemTime = 86_400_000

const shown = (owned: Owned) => shownObject(owned.account, owned)

/** The part of the counts that responses have. */
const shownCompleteness = (inventory: Inventory, scope: Scope) => {
  const { unread, failing, oldestReadAt } = inventory.completeness(scope)
  return { unread, failing, oldestReadAt }
}

/** GET /api/inventory/*: everything is limited to the user's scope. */
export function createInventoryRoutes(ports: ProxyPorts, sessions: Sessions, inventory: Inventory) {
  const { store, now } = ports

  function regionStates(scope: Scope) {
    return inventory.accounts().flatMap(({ account, estate }) => {
      const mode = account.watch ? ('watch' as const) : ('poll' as const)
      const regions = account.regions.filter((region) => isRegionInScope(scope, region))
      return [...regions, ''].map((region) => {
        const parts = [...estate.parts.values()].filter(({ ref }) => ref.region === region)
        const failures = parts.flatMap(({ failure }) => failure ?? [])
        const error = failures.sort((a, b) => b.at - a.at)[0]
        const counts = completenessOf(
          parts.map((part) => [account, part] as const),
          scope,
          now(),
        )
        return { account: account.name, region, mode, ...counts, ...(error && { error }) }
      })
    })
  }

  /** Endpoints that have not answered any read of their region since the latest failure. */
  function endpointProblems(scope: Scope): InventoryProblem[] {
    return inventory.accounts().flatMap(({ account, estate }) =>
      [...estate.parts.values()].flatMap(({ ref, failure, failures, readAt }) => {
        const isRoot = ref.kind === 'clusters' && isRegionInScope(scope, ref.region)
        if (!isRoot || !failure || !isInScope(scope, 'accounts', account.name)) return []
        const { codeDesc, message, at } = failure
        const place = { account: account.name, region: ref.region }
        const since = failures === 1 ? at : readAt
        return [{ kind: 'endpoint', ...place, severity: 'critical', since, message, codeDesc }]
      }),
    )
  }

  async function failedTasks(scope: Scope): Promise<InventoryProblem[]> {
    const query = { limit: 100, offset: 0, states: ['failed' as const] }
    const { tasks } = await listInScope(store, scope, query)
    return tasks
      .filter(({ endedAt }) => endedAt !== null && now() - endedAt < taskProblemTime)
      .map(taskProblem)
  }

  return {
    [readInventoryState.id]: async (context) => {
      const { scope } = await sessions.principal(context.request, context.peer)
      const visible = inventory
        .accounts()
        .filter(({ account }) => isInScope(scope, 'accounts', account.name))
      const names = new Set(visible.map(({ account }) => account.name))
      return respond(context, readInventoryState, {
        accounts: visible.map(({ account, isObservedHere, roundTime }) => ({
          account: account.name,
          callsPerSecond: account.watch ? null : inventory.callsPerSecond,
          ...{ isObservedHere, roundTime },
        })),
        regions: regionStates(scope).filter(({ account }) => names.has(account)),
      })
    },

    [listInventory.id]: async (context) => {
      const { scope } = await sessions.principal(context.request, context.peer)
      const { kind, account, region, clusterId, namespace, limit, offset } = readQuery(
        context,
        listInventory,
      )
      const matches = (value: string | undefined, wanted: string | undefined) =>
        wanted === undefined || value === wanted
      const rows = [...inventory.visible(scope)].filter(
        (owned) =>
          kind.includes(owned.object.kind) &&
          matches(owned.account, account) &&
          matches(regionOfObject(owned), region) &&
          matches(owned.object.clusterId, clusterId) &&
          matches(owned.object.namespace, namespace),
      )
      return respond(context, listInventory, {
        totalCount: rows.length,
        objects: rows.slice(offset, offset + limit).map(shown),
        ...shownCompleteness(inventory, scope),
      })
    },

    [searchInventory.id]: async (context) => {
      const { scope } = await sessions.principal(context.request, context.peer)
      const { q, kind: kinds, limit } = readQuery(context, searchInventory)
      const { matches, ...found } = search(inventory.visible(scope), q, { kinds, limit })
      return respond(context, searchInventory, {
        ...found,
        objects: matches.map(shown),
        ...shownCompleteness(inventory, scope),
      })
    },

    [listImageUses.id]: async (context) => {
      const by = await sessions.principal(context.request, context.peer)
      const { account, reponame } = readQuery(context, listImageUses)
      requireAccountInScope(by, account)
      return respond(context, listImageUses, {
        uses: imageUses(inventory.visible(by.scope), { account, reponame }),
        ...shownCompleteness(inventory, { ...by.scope, accounts: [account] }),
      })
    },

    [listProblems.id]: async (context) => {
      const { scope } = await sessions.principal(context.request, context.peer)
      const { account, limit } = readQuery(context, listProblems)
      const estate: Record<string, number> = {}
      const problems = [...endpointProblems(scope), ...(await failedTasks(scope))]
      const at = now()
      for (const owned of inventory.visible(scope)) {
        if (account !== undefined && owned.account !== account) continue
        const { kind } = owned.object
        estate[kind] = (estate[kind] ?? 0) + 1
        const problem = problemOf(owned, at)
        if (problem) problems.push(problem)
      }
      const ofAccount = problems.filter(
        (problem) => account === undefined || problem.account === account,
      )
      return respond(context, listProblems, {
        problems: ofAccount.sort(byUrgency).slice(0, limit),
        totalCount: ofAccount.length,
        estate,
        ...shownCompleteness(inventory, scope),
      })
    },
  } satisfies Partial<Handlers>
}
