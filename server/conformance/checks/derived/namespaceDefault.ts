import * as z from 'zod/mini'
import type { Action } from '../../../../src/contract/action'
import { isActionName } from '../../../../src/contract/index'
import type { Check, Context } from '../check'
import { type TargetResources, validRequests } from '../parameters'

/**
 * Checks that a write without `namespace` uses `default`: a service that exists only in another
 * namespace is not found.
 */
export function namespaceDefaultChecks(
  action: Action,
  placeOf: (context: Context) => TargetResources,
): Check[] {
  const { name, request, mutates } = action
  if (!mutates || !isActionName(name) || !(request instanceof z.core.$ZodObject)) return []
  const valid = validRequests[name]
  const { namespace, serviceName } = request._zod.def.shape
  const isDefault = namespace instanceof z.core.$ZodDefault && serviceName !== undefined
  if (!valid || !isDefault || name === 'CreateClusterService') return []
  return [
    {
      action: name,
      title: 'namespace is default by default',
      run: async (context) => {
        const { namespace: _own, ...params }: Readonly<Record<string, unknown>> = valid(
          placeOf(context),
        )
        await context.api.refused(name, params, [5000], 'a service that is not in default')
      },
    },
  ]
}
