import * as z from 'zod/mini'
import { isFields } from '../../../../src/contract/fields'
import { type Shape, shapeOf } from '../../../wire/shape'
import { type Kind, resourceSchemas } from './resources'
import { UnreadableWorld } from './unreadableWorld'
import { kinds, serviceKey, type World } from './world'

const schemas: Readonly<Record<Kind, z.core.$ZodType>> = resourceSchemas

/**
 * Whether a value has the structure of a schema. This check is faster than zod, which must
 * interpret schemas because a strict CSP forbids compiling them; with zod, opening a world of
 * 20,000 documents would take twice as long.
 */
function matches(shape: Shape, value: unknown): boolean {
  if (value === undefined) return shape.optional
  switch (shape.kind) {
    case 'text':
      return typeof value === 'string'
    case 'number':
    case 'boolean':
      return typeof value === shape.kind
    case 'choice':
      return shape.values.includes(value)
    case 'list':
      return Array.isArray(value) && value.every((item) => matches(shape.item, item))
    case 'map':
      return isFields(value) && Object.values(value).every((item) => matches(shape.item, item))
    case 'object':
      return isFields(value) && shape.fields.every(([name, field]) => matches(field, value[name]))
    case 'any':
      return z.safeParse(shape.schema, value).success
  }
}

function checkSchema(kind: Kind, resource: { id: string }): void {
  if (matches(shapeOf(schemas[kind]), resource)) return
  const { error } = z.safeParse(schemas[kind], resource)
  const issue = error?.issues[0]
  if (!issue) return
  const problem = `"${issue.path.join('.')}" of the ${kind} ${resource.id} is invalid`
  throw new UnreadableWorld(`is damaged: ${problem} (${issue.code})`)
}

function checkCluster(world: World, kind: Kind, resource: { id: string; clusterId: string }): void {
  if (world.get('cluster', resource.clusterId)) return
  throw new UnreadableWorld(
    `is incomplete: the cluster ${resource.clusterId} of the ${kind} ${resource.id} is missing`,
  )
}

/** Throws if a resource violates its schema, or if the resource that owns it is missing. */
export function checkResources(world: World): void {
  for (const kind of kinds) for (const resource of world.all(kind)) checkSchema(kind, resource)
  for (const kind of ['node', 'namespace', 'service'] as const) {
    for (const resource of world.all(kind)) checkCluster(world, kind, resource)
  }
  for (const { id, clusterId, namespace, service } of world.all('pod')) {
    const owner = serviceKey(clusterId, namespace, service)
    if (world.get('service', owner)) continue
    throw new UnreadableWorld(`is incomplete: the service ${owner} of the pod ${id} is missing`)
  }
}
