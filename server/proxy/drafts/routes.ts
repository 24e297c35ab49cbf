import { readDraft, removeDraft, saveDraft } from '../../../src/contract/console/drafts'
import { isFields } from '../../../src/contract/fields'
import { actions } from '../../../src/contract/index'
import { createSwitches } from '../access/readOnlySwitches'
import type { Sessions } from '../auth/session/sessions'
import { readBody, readQuery } from '../http/body'
import { invalid, Problem } from '../http/problem'
import { respond } from '../http/responses'
import type { Handlers, RouteContext } from '../http/routes'
import type { ProxyPorts } from '../ports'
import { createDraftMasks } from '../secrets/draftMasks'
import type { Masks } from '../secrets/masks'

/** In characters of JSON; ten times the length of the longest form. */
const maxLength = 256 * 1024
/** Per user; older drafts are deleted. */
const maxDrafts = 50
const nameLimit = 200

/**
 * Names of the contract's secret parameters, e.g. `password`. A draft never stores their values.
 */
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
      .map(([name, child]) => [name, withoutSecrets(child)]),
  )
}

function requireName(name: string): void {
  if (name.length <= nameLimit) return
  const message = `must have at most ${nameLimit} characters`
  throw invalid([{ path: 'name', rule: 'tooLong', values: { maximum: nameLimit }, message }])
}

const draftChanged = () =>
  new Problem(
    409,
    'DraftChanged',
    'The draft was saved again since basedOn. Read it, and choose which version to keep.',
  )

function jsonOf(values: unknown): string {
  const json = JSON.stringify(withoutSecrets(values))
  if (json.length <= maxLength) return json
  throw new Problem(413, 'TooLarge', `A draft must not be larger than ${maxLength / 1024} KiB.`)
}

/**
 * /api/drafts/:name: unsent forms, visible only to their user. Secrets are masked in responses;
 * saving a draft with such a mask keeps the secret.
 */
export function createDraftRoutes(ports: ProxyPorts, sessions: Sessions, masks: Masks) {
  const { store, now } = ports
  const secrets = createDraftMasks(ports, masks)
  const switches = createSwitches(ports)
  const userOf = async ({ request, peer }: RouteContext) =>
    (await sessions.principal(request, peer)).user

  return {
    [readDraft.id]: async (context) => {
      const stored = await store.drafts.find(await userOf(context), context.name)
      const draft = stored && { values: await secrets.masked(stored), savedAt: stored.savedAt }
      return respond(context, readDraft, { draft: draft ?? null })
    },
    [saveDraft.id]: async (context) => {
      const user = await userOf(context)
      const { name } = context
      await switches.requireWritable(undefined, 'saving a draft')
      requireName(name)
      const { values, basedOn } = await readBody(context, saveDraft)
      const json = jsonOf(await secrets.unmasked({ user, name }, values))
      // Also tells two saves within one millisecond apart.
      const savedAt = Math.max(now(), (basedOn ?? 0) + 1)
      const draft = { user, name, json, savedAt }
      if (!(await store.drafts.save(draft, maxDrafts, basedOn))) throw draftChanged()
      return respond(context, saveDraft, { savedAt: draft.savedAt })
    },
    [removeDraft.id]: async (context) => {
      const user = await userOf(context)
      await switches.requireWritable(undefined, 'removing a draft')
      const { basedOn } = readQuery(context, removeDraft)
      const version = basedOn === undefined ? undefined : Number(basedOn)
      if (!(await store.drafts.remove(user, context.name, version))) throw draftChanged()
      return respond(context, removeDraft, {})
    },
  } satisfies Partial<Handlers>
}
