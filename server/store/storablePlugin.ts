import {
  type KyselyPlugin,
  OperationNodeTransformer,
  type PrimitiveValueListNode,
  type ValueNode,
} from 'kysely'
import { toStorable } from './storable'

const makeStorable = (value: unknown): unknown =>
  typeof value === 'string' ? toStorable(value) : value

class StorableTransformer extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return { ...node, value: makeStorable(node.value) }
  }
  protected override transformPrimitiveValueList(
    node: PrimitiveValueListNode,
  ): PrimitiveValueListNode {
    return { ...node, values: node.values.map(makeStorable) }
  }
}

const transformer = new StorableTransformer()

/**
 * Makes every string in a query storable: users can put U+0000 into any URL, which PostgreSQL
 * refuses.
 */
export const storablePlugin: KyselyPlugin = {
  transformQuery: ({ node }) => transformer.transformNode(node),
  transformResult: async ({ result }) => result,
}
