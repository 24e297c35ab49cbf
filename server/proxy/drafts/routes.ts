import { actions } from '../../../src/contract/index'
import type { Sessions } from '../auth/sessions'
import { isFields, readFields } from '../http/body'
import type { ProxyRequest } from '../http/messages'
import { invalid, Problem } from '../http/problem'
import { success } from '../http/responses'
import type { RouteContext, Routes } from '../http/routes'
import type { ProxyPorts } from '../ports'

/** Letters of a draft as JSON; the longest form of the console, filled to the brim, has a tenth of it. */
const longest = 256 * 1024
/** Drafts that somebody may have; older ones go. */
const most = 50
const nameLimit = 200

/** Names of all secret parameters of the contract, e.g. `password`; no draft holds a value under one. */
const secretNames: ReadonlySet<string> = new Set(
  Object.values(actions).flatMap(({ secrets }) =>
    secrets.map((path: string) => path.split('.').at(-1) ?? path),
  ),
)

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !secretNames.has(name))
      .map(([name, one]) => [name, withoutSecrets(one)]),
  )
}

function requireName(name: string): void {
  if (name.length <= nameLimit) return
  const message = `must have at most ${nameLimit} characters`
  throw invalid([{ path: 'name', rule: 'tooLong', values: { maximum: nameLimit }, message }])
}

async function jsonFrom(request: ProxyRequest): Promise<string> {
  const { values } = await readFields(request, ['values'])
  if (!isFields(values)) {
    throw invalid([{ path: 'values', rule: 'object', message: 'must be an object' }])
  }
  const json = JSON.stringify(withoutSecrets(values))
  if (json.length <= longest) return json
  throw new Problem(413, 'TooLarge', `A draft may have ${longest / 1024} KiB at the most.`)
}

/** /api/drafts/:name: forms half filled, for nobody but the person who filled them. */
export function createDraftRoutes({ store, now }: ProxyPorts, sessions: Sessions): Routes {
  const userOf = async ({ request, peer }: RouteContext) =>
    (await sessions.person(request, peer)).user

  return {
    'GET /api/drafts/:name': async (turn) => {
      const found = await store.drafts.find(await userOf(turn), turn.name)
      const values: unknown = found && JSON.parse(found.json)
      return success({ draft: found ? { values, savedAt: found.savedAt } : null })
    },
    'PUT /api/drafts/:name': async (turn) => {
      const user = await userOf(turn)
      requireName(turn.name)
      const draft = { user, name: turn.name, json: await jsonFrom(turn.request), savedAt: now() }
      await store.drafts.save(draft, most)
      return success({ savedAt: draft.savedAt })
    },
    'DELETE /api/drafts/:name': async (turn) => {
      await store.drafts.remove(await userOf(turn), turn.name)
      return success({})
    },
  }
}
