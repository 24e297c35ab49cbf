import * as z from 'zod/mini'
import { existingName } from '../actions/common'

type NameList = z.ZodMiniArray<z.ZodMiniString>
// TypeScript wants this written down of what asserts something.
const List: z.core.$constructor<z.ZodMiniArray> = z.ZodMiniArray

function isRight(value: unknown): boolean {
  if (!Array.isArray(value)) return false
  // Not `every`, which passes over holes.
  for (const one of value) if (typeof one !== 'string' || one === '') return false
  return true
}

/**
 * Zod makes an object for each item that it looks at, which for the 200 ids of a call costs as much as
 * to read them; a list in which all is right, as most are, is passed on as it is, the same array.
 */
const NameList = z.core.$constructor<NameList>('ZodMiniNameList', (list, def) => {
  List.init(list, def)
  const { parse } = list._zod
  list._zod.parse = (payload, context) =>
    isRight(payload.value) ? payload : parse(payload, context)
})

/** A list of names or ids of what exists already. */
export const existingNames = (): NameList =>
  new NameList({ type: 'array', element: existingName() })
