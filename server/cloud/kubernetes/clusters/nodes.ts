import { notFound } from '../../apiError'
import type { CallContext } from '../../backend'
import { change } from '../client/change'
import type { Node } from '../objects/node'
import type { Cluster } from './cluster'
import { nodeId } from './nodeView'

/** The node of this ID; throws 5000 if the cluster has none. */
export async function nodeIn({ cache }: Cluster, id: string, context: CallContext): Promise<Node> {
  await cache.ready(['nodes'], context)
  const node = cache.nodes.all().find((candidate) => nodeId(candidate) === id)
  if (!node) throw notFound('Instance', id)
  return node
}

/** Patches a node; the next read includes the result. */
export async function patchNode(
  { client, cache }: Cluster,
  { metadata }: Node,
  body: object,
): Promise<void> {
  const path = `/api/v1/nodes/${encodeURIComponent(metadata.name)}`
  cache.merge('nodes', await change(client, { method: 'PATCH', path, body }))
}
