import * as z from 'zod/mini'
import {
  faultLabel,
  faultReasons,
  faultsOf,
  joinedReasons,
  setFault,
} from '../lifecycle/cluster/node'
import type { Node } from '../world/resources'
import { type AdminContext, AdminRefusal, adminAction } from './action'

function nodeOf({ world }: AdminContext, instanceId: string): Node {
  const node = world.get('node', instanceId)
  if (!node) throw new AdminRefusal(404, `instanceId ${instanceId} is not a node of any cluster`)
  return node
}

export const failNode = adminAction(
  {
    path: '/nodes/fail',
    description: `makes a node fail, in addition to other faults that it has; reason is one of ${faultReasons.join(', ')} (unreachable: its instances move to other nodes after five minutes)`,
    example: { instanceId: 'ins-…', reason: 'MemoryPressure' },
  },
  z.strictObject({ instanceId: z.string(), reason: z.enum(faultReasons) }),
  ({ instanceId, reason }, context) => {
    const node = nodeOf(context, instanceId)
    const faults = faultsOf(node)
    if (faults.includes(reason)) {
      throw new AdminRefusal(409, `${instanceId} has ${reason} already`)
    }
    const reasons = joinedReasons([...faults, reason])
    context.world.put('node', setFault(node, reasons, context.now, context))
    return { instanceId, reason }
  },
)

export const healNode = adminAction(
  {
    path: '/nodes/heal',
    description: 'clears all faults of a node',
    example: { instanceId: 'ins-…' },
  },
  z.strictObject({ instanceId: z.string() }),
  ({ instanceId }, context) => {
    const node = nodeOf(context, instanceId)
    if (!node.fault) throw new AdminRefusal(409, `${instanceId} has no fault`)
    const { [faultLabel]: _fault, ...labels } = node.labels
    context.world.put('node', setFault({ ...node, labels }, undefined, context.now, context))
    return { instanceId }
  },
)
