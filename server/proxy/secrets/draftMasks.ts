import { isFields } from '../../../src/contract/fields'
import { hasMask, masksIn, replaceMasks } from '../../../src/contract/secrets/mask'
import { mapTexts } from '../../../src/contract/secrets/nestedTexts'
import type { ProxyPorts } from '../ports'
import type { Masks } from './masks'

interface StoredDraft {
  user: string
  name: string
  json: string
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Replaces masks in strings, and in JSON inside strings, which is how forms are saved. */
function replaceMasksDeep(values: unknown, secretOf: (mask: string) => string): unknown {
  return mapTexts(values, ({ text }) => {
    if (!hasMask(text)) return text
    const inner = parsed(text)
    return Array.isArray(inner) || isFields(inner)
      ? JSON.stringify(replaceMasksDeep(inner, secretOf))
      : replaceMasks(text, secretOf)
  })
}

/**
 * Masks secrets in a user's drafts. Saving a draft with the masks keeps its secrets, also those of a
 * version that another tab has replaced meanwhile.
 */
export function createDraftMasks({ store }: Pick<ProxyPorts, 'store'>, masks: Masks) {
  const originOf = ({ user, name }: Pick<StoredDraft, 'user' | 'name'>) => ({
    source: { draft: name },
    user,
  })
  return {
    masked: (draft: StoredDraft): Promise<unknown> =>
      masks.masked(originOf(draft), JSON.parse(draft.json)),

    /** Masks of services remain: the draft keeps no copy of a service's secrets. */
    async unmasked(draft: Pick<StoredDraft, 'user' | 'name'>, values: unknown): Promise<unknown> {
      if (!hasMask(JSON.stringify(values))) return values
      const origin = originOf(draft)
      const stored = await store.drafts.find(draft.user, draft.name)
      const secretsByMask = await masks.byMask(origin, stored && JSON.parse(stored.json))
      for (const mask of masksIn(JSON.stringify(values))) {
        const secret = secretsByMask.get(mask) ?? (await masks.issued(origin, mask))
        if (secret) secretsByMask.set(mask, secret)
      }
      return replaceMasksDeep(values, (mask) => secretsByMask.get(mask)?.value ?? mask)
    },
  }
}
