import * as z from 'zod/mini'
import { existingName } from '../actions/common'

type NameList = z.ZodMiniArray<z.ZodMiniString>
// TypeScript requires an explicit type for assertion functions.
const List: z.core.$constructor<z.ZodMiniArray> = z.ZodMiniArray

function isRight(value: unknown): boolean {
  if (!Array.isArray(value)) return false
  // A loop, because `every` skips holes.
  for (const item of value) if (typeof item !== 'string' || item === '') return false
  return true
}

/**
 * A valid list is returned unchanged, because Zod allocates an object per item, which for a call's
 * 200 IDs costs as much as parsing them.
 */
const NameList = z.core.$constructor<NameList>('ZodMiniNameList', (list, def) => {
  List.init(list, def)
  const { parse } = list._zod
  list._zod.parse = (payload, context) =>
    isRight(payload.value) ? payload : parse(payload, context)
})

/** A list of names or IDs of existing resources. */
export const existingNames = (): NameList =>
  new NameList({ type: 'array', element: existingName() })
