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
export function parameterNames({ request }: Action): string[] {
  const shape = shapeOf(request)
  return shape.kind === 'object' ? shape.fields.map(([name]) => name) : []
}

/**
 * Returns the parameter that a codeDesc refers to; undefined if it refers to none, or if the action
 * does not have it.
 */
export function fieldAtFault(action: Action, codeDesc: string): string | undefined {
  const name = parametersAtFault.find(([words]) => words.test(codeDesc))?.[1]
  return name !== undefined && parameterNames(action).includes(name) ? name : undefined
}
