import * as z from 'zod/mini'
import type { Client } from '../client/client'
import { StatusError } from '../client/status'
import type { SharedWrites, Timing, WrittenObject } from '../ports'
import type { KindName, Kinds } from './kinds'
import { listPathOf } from './reflector'
import { isOlder } from './rows'

/**
 * Milliseconds for which writes are kept: longer than the clock difference of two consoles plus the
 * delay of a watch.
 */
const writeRetention = 60_000

const writeResponse = z.object({
  kind: z.optional(z.string()),
  metadata: z.optional(
    z.object({ resourceVersion: z.optional(z.string()), name: z.optional(z.string()) }),
  ),
})

/**
 * The path of the object that a write changed, and its version; empty if it was deleted at once.
 */
export function writtenBy(
  { method, path }: { method: string; path: string },
  answer: unknown,
): Pick<WrittenObject, 'path' | 'version'> | undefined {
  const parsed = z.safeParse(writeResponse, answer)
  const { kind, metadata } = parsed.success ? parsed.data : {}
  const [pathname = ''] = path.split('?')
  if (kind === 'Status') return method === 'DELETE' ? { path: pathname, version: '' } : undefined
  if (!metadata?.resourceVersion || !metadata.name) return undefined
  const version = metadata.resourceVersion
  return { path: method === 'POST' ? `${pathname}/${metadata.name}` : pathname, version }
}

interface SharedWritesPorts {
  writes: SharedWrites
  clusterId: () => string
  client: Client
  kinds: Kinds
  timing: Timing
  log: (message: string) => void
}

/**
 * Brings the cache up to the writes of other consoles on the same store: an object that the watch
 * has not delivered yet is read from the API server.
 */
export function followSharedWrites({
  writes,
  clusterId,
  client,
  kinds,
  timing,
  log,
}: SharedWritesPorts) {
  /** Writes that the cache includes, by path. */
  const included = new Map<string, string>()

  function parsePath(path: string) {
    for (const name of Object.keys(kinds).filter((kind): kind is KindName => kind in kinds)) {
      const kind = kinds[name]
      const namespace = kind.isNamespaced ? (/\/namespaces\/([^/]+)\//.exec(path)?.[1] ?? '') : ''
      const list = `${listPathOf(kind, namespace)}/`
      const object = path.startsWith(list) ? path.slice(list.length) : ''
      if (object !== '' && !object.includes('/')) return { name, namespace, object }
    }
    return undefined
  }

  async function include(
    { path, version }: WrittenObject,
    names: readonly KindName[],
    signal: AbortSignal,
  ): Promise<boolean> {
    const target = parsePath(path)
    if (!target) return true
    if (!names.includes(target.name)) return false
    const { rows, put } = kinds[target.name]
    const current = rows.get(target.namespace, target.object)
    if (!current && version === '') return true
    if (current && version !== '' && !isOlder(current.metadata.resourceVersion, version))
      return true
    try {
      put(await client.get(path, signal))
    } catch (error) {
      if (!(error instanceof StatusError && error.status === 404)) return false
      if (current) rows.remove(current)
    }
    return true
  }

  return {
    /** Reports a write of this process, which its own cache includes already. */
    async report(write: { method: string; path: string }, answer: unknown): Promise<void> {
      const object = writtenBy(write, answer)
      if (!object) return
      try {
        await writes.add({ ...object, clusterId: clusterId(), at: timing.now() })
      } catch (error) {
        log(`a write cannot be reported to other consoles: ${String(error)}`)
      }
    },

    /** Resolves when these kinds include the recent writes of other consoles. */
    async catchUp(names: readonly KindName[], signal: AbortSignal): Promise<void> {
      let recent: readonly WrittenObject[]
      try {
        recent = await writes.recent(clusterId(), timing.now() - writeRetention)
      } catch (error) {
        return log(`the writes of other consoles cannot be read: ${String(error)}`)
      }
      const keyOf = ({ version, at }: WrittenObject) => `${version} ${at}`
      const missingWrites = recent.filter((object) => included.get(object.path) !== keyOf(object))
      await Promise.all(
        missingWrites.map(async (write) => {
          if (await include(write, names, signal)) included.set(write.path, keyOf(write))
        }),
      )
      const listed = new Set(recent.map(({ path }) => path))
      for (const path of included.keys()) if (!listed.has(path)) included.delete(path)
    },
  }
}
