import type { Action } from '../../../src/contract/action'
import { shapeOf } from '../../wire/shape'

/** Which parameter the cloud means by a refusal, where its words do not say it by its name. */
const blamed: readonly (readonly [RegExp, string])[] = [
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

/** The parameter at fault by what the API calls the refusal; undefined: none, or not one of the action's. */
export function blamedField(action: Action, codeDesc: string): string | undefined {
  const name = blamed.find(([words]) => words.test(codeDesc))?.[1]
  return name !== undefined && declaredBy(action).includes(name) ? name : undefined
}
