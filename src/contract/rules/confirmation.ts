/**
 * What a caller sends beside the parameters to show that it means them: the name of the thing that goes,
 * or the number of things, in digits, where there are several.
 */
export interface Confirmation {
  /** Request parameter that names the thing or the things. */
  param: string
  /** The read that tells the thing's name, where `param` holds only its id. */
  name?: Readonly<{
    action: string
    /** Parameter of the read that takes a list of ids. */
    by: string
    /** Field of its answer that holds the rows, and the field of a row that holds the name. */
    items: string
    field: string
  }>
  /** True: a call without it is refused. Otherwise only a wrong one is, except in a production account. */
  required: boolean
  /** Required in production accounts alone, where a parameter has this value. */
  unless?: Readonly<{ param: string; value: string }>
}

type Params = Readonly<Record<string, unknown>>

/** The part of an action's contract that confirmation depends on; keeps this module free of `Action`. */
interface Confirmable {
  confirm?: Confirmation
}

/** Whether a call is refused unless it is confirmed; production accounts ask wherever it is possible. */
export function mustConfirm(
  { confirm }: Confirmable,
  params: Params,
  isProduction: boolean,
): boolean {
  if (!confirm) return false
  const { required, unless } = confirm
  const isMild = unless !== undefined && params[unless.param] === unless.value
  return isProduction || (required && !isMild)
}

/** What a call takes away; what is named twice goes once. */
const thingsOf = ({ param }: Confirmation, params: Params): unknown[] => [
  ...new Set([params[param]].flat()),
]

/** The one thing that a call takes away, as its parameters name it; undefined where there are several. */
export function onlyOne(confirm: Confirmation, params: Params): string | undefined {
  const [thing, ...others] = thingsOf(confirm, params)
  return others.length === 0 ? String(thing) : undefined
}

/** How many things a call takes away. */
export const numberOf = (confirm: Confirmation, params: Params): number =>
  thingsOf(confirm, params).length
