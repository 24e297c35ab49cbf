/**
 * What a caller sends beside the parameters to confirm them: the name of the resource that the call deletes,
 * or the number of resources, in digits, where there are several.
 */
export interface Confirmation {
  /** Request parameter that names the resource or resources. */
  param: string
  /** The read that answers with the resource's name, where `param` holds only its id. */
  name?: Readonly<{
    action: string
    /** Parameter of the read that takes a list of ids. */
    by: string
    /** Field of its answer that holds the rows, and the field of a row that holds the name. */
    items: string
    field: string
  }>
  /**
   * Whether a call without it is refused, which follows from the guard `name`. Otherwise only a wrong one is
   * refused, except in a production account.
   */
  required: boolean
  /** Required in production accounts alone, where a parameter has this value. */
  unless?: Readonly<{ param: string; value: string }>
}

type Params = Readonly<Record<string, unknown>>

/** The part of an action's contract that confirmation depends on; keeps this module free of `Action`. */
interface Confirmable {
  confirm?: Confirmation
}

/** Whether a call is refused unless it is confirmed; production accounts require every confirmation. */
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

/** The resources that a call deletes, each once. */
const resourcesOf = ({ param }: Confirmation, params: Params): unknown[] => [
  ...new Set([params[param]].flat()),
]

/** The one resource that a call deletes, as its parameters name it; undefined where there are several. */
export function onlyOne(confirm: Confirmation, params: Params): string | undefined {
  const [first, ...others] = resourcesOf(confirm, params)
  return others.length === 0 ? String(first) : undefined
}

/** The number of resources that a call deletes. */
export const numberOf = (confirm: Confirmation, params: Params): number =>
  resourcesOf(confirm, params).length
