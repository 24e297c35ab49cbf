import type { Action } from '../../../src/contract/action'
import { shapeOf } from '../../wire/shape'

/** Parameters at fault by the API's codeDesc, for messages that do not name one. */
const parametersAtFault: readonly (readonly [RegExp, string])[] = [
  [/CIDR/, 'clusterCIDR'],
  [/^InvalidVpc/, 'vpcId'],
  [/Subnet/, 'subnetId'],
  [/^KeyPair/, 'keyId'],
  [/^SecurityGroup/, 'sgId'],
  [/^InstanceSize/, 'cpu'],
  [/^QuotaMaxNod/, 'goodsNum'],
]

/** Names of an action's parameters. */
export function declaredBy({ request }: Action): string[] {
  const shape = shapeOf(request)
  return shape.kind === 'object' ? shape.fields.map(([name]) => name) : []
}

/**
 * The parameter that a codeDesc refers to; undefined if none, or if the action does not have it.
 */
export function fieldAtFault(action: Action, codeDesc: string): string | undefined {
  const name = parametersAtFault.find(([words]) => words.test(codeDesc))?.[1]
  return name !== undefined && declaredBy(action).includes(name) ? name : undefined
}
