import type { Document } from '../../ports'
import type { Upgrade } from './upgrade'

type Names = Readonly<Record<string, string>>

interface Renaming {
  kind?: string
  /** New names of the resource's top-level fields. */
  fields: Names
  /**
   * New names of nested fields, by the current name of the top-level field, which holds an object
   * or a list of objects.
   */
  nested?: Readonly<Record<string, Names>>
}

const containers = { fate: 'outcome', lacking: 'missingImage' }
const load = { madeFor: 'initialReplicas' }

const renamings: Readonly<Record<string, Renaming>> = {
  cluster: { fields: { goneAt: 'deletionEndsAt' } },
  node: { fields: { goneAt: 'deletionEndsAt', trouble: 'fault', troubles: 'pastFaults' } },
  namespace: { fields: { goneAt: 'deletionEndsAt' } },
  service: {
    fields: {
      goneAt: 'deletionEndsAt',
      podsMade: 'podsCreated',
      madeFor: 'initialReplicas',
    },
  },
  pod: {
    fields: {
      placed: 'assignment',
      refused: 'unschedulable',
      needs: 'requests',
      restartsBefore: 'initialRestarts',
    },
    nested: { containers, load },
  },
  repository: { fields: { favouredBy: 'favouriteCount' } },
  happening: { kind: 'serviceEvent', fields: {} },
  pastPod: {
    kind: 'deletedPod',
    fields: { placed: 'assignment' },
    nested: { containers, load },
  },
  pastNode: {
    kind: 'deletedNode',
    fields: { troubles: 'pastFaults', goneAt: 'deletedAt' },
  },
}

const firstRenamedFormat = 4

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

const nameIn = (names: Names, name: string) =>
  Object.hasOwn(names, name) ? (names[name] ?? name) : name

function withNames(value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((item) => withNames(item, names))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [nameIn(names, name), child]),
  )
}

/**
 * Renames the fields of a document; a malformed document is returned unchanged, and later checks
 * report it.
 */
function renameFields(json: string, { fields, nested = {} }: Renaming): string {
  const value = withNames(parse(json), fields)
  if (!isObject(value)) return json
  const entries = Object.entries(value).map(([name, child]) => [
    name,
    Object.hasOwn(nested, name) ? withNames(child, nested[name] ?? {}) : child,
  ])
  return JSON.stringify(Object.fromEntries(entries))
}

function isOlder(documents: readonly Document[]): boolean {
  const format = parse(documents.find(({ kind }) => kind === 'format')?.json ?? '{}')
  return !(isObject(format) && Number(format.number) >= firstRenamedFormat)
}

/**
 * Renames kinds and fields in the documents of an older version to the current names, so that they
 * can be parsed. `obsolete` are the documents under former kinds, which must be removed.
 */
export function renameDocuments(stored: readonly Document[]): {
  documents: readonly Document[]
  obsolete: readonly Document[]
} {
  if (!isOlder(stored)) return { documents: stored, obsolete: [] }
  const documents = stored.map((document) => {
    const { kind, id, json } = document
    const renaming = Object.hasOwn(renamings, kind) ? renamings[kind] : undefined
    return renaming
      ? { kind: renaming.kind ?? kind, id, json: renameFields(json, renaming) }
      : document
  })
  const obsolete = stored.filter(
    ({ kind }) => Object.hasOwn(renamings, kind) && renamings[kind]?.kind !== undefined,
  )
  return { documents, obsolete }
}

/**
 * Stores the renamed resources. The renaming itself happens earlier, in `renameDocuments`, before
 * any upgrade reads the resources.
 */
export const storeRenamed: Upgrade = ({ world }) => {
  for (const kind of [
    'cluster',
    'node',
    'namespace',
    'service',
    'pod',
    'repository',
    'serviceEvent',
    'deletedPod',
    'deletedNode',
  ] as const) {
    for (const resource of world.all(kind)) world.put(kind, resource)
  }
}
