import type { InventoryKind } from '../../../src/contract/console/inventory/objects'
import type { KeptObject } from './estate'

/** Texts of an object in lower case. */
interface Searchable {
  name: string
  all: string
}

/** Objects keep their texts until they are read again. */
const searchableTexts = new WeakMap<KeptObject, Searchable>()

function textsOf(object: KeptObject): Searchable {
  const cached = searchableTexts.get(object)
  if (cached) return cached
  const { id, name, clusterId, clusterName, namespace, serviceName, reponame, digest } = object
  const names = [id, name, clusterId, clusterName, namespace, serviceName, reponame, digest]
  const images = (object.containers ?? []).map(({ image }) => image)
  const all = [...names, ...(object.addresses ?? []), ...images]
  const texts = { name: name.toLowerCase(), all: all.join('\n').toLowerCase() }
  searchableTexts.set(object, texts)
  return texts
}

/**
 * The rank of a match: whole name (0, best), beginning of the name, part of the name, another
 * field.
 */
function rankOf(name: string, words: readonly string[]): number {
  const [first = ''] = words
  if (words.length === 1 && name === first) return 0
  if (name.startsWith(first)) return 1
  return words.every((word) => name.includes(word)) ? 2 : 3
}

/** Clusters and services come before the many instances and tags. */
const kindRank: Readonly<Record<InventoryKind, number>> = {
  ...{ cluster: 0, service: 1, node: 2, repository: 3, namespace: 4, trigger: 5 },
  ...{ instance: 6, tag: 7 },
}

interface Match<T> {
  located: T
  rank: number
}

/** Objects whose texts contain every word of the query, best matches first. */
export function search<T extends { object: KeptObject }>(
  all: Iterable<T>,
  query: string,
  { kinds, limit }: { kinds: readonly InventoryKind[] | undefined; limit: number },
) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const counts: Partial<Record<InventoryKind, number>> = {}
  const matches: Match<T>[] = []
  for (const located of all) {
    const { object } = located
    const texts = textsOf(object)
    if (words.length === 0 || !words.every((word) => texts.all.includes(word))) continue
    counts[object.kind] = (counts[object.kind] ?? 0) + 1
    if (kinds && !kinds.includes(object.kind)) continue
    matches.push({ located, rank: rankOf(texts.name, words) * 10 + kindRank[object.kind] })
  }
  const nameOf = ({ located }: Match<T>) => located.object.name
  // Names are compared by code units, because a collator would take most of the time.
  matches.sort((a, b) => a.rank - b.rank || (nameOf(a) < nameOf(b) ? -1 : 1))
  return {
    matches: matches.slice(0, limit).map(({ located }) => located),
    totalCount: matches.length,
    counts,
  }
}
