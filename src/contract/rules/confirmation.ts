/**
 * The confirmation that accompanies a call: the name of the resource that the call deletes or
 * overwrites, or the number of resources, in digits, if there are several.
 */
export interface Confirmation {
  /** Request parameter that names the resource or resources. */
  param: string
  /** The read that returns the resource's name, if `param` holds only its ID. */
  name?: Readonly<{
    action: string
    /** Parameter of the read that takes a list of ids. */
    by: string
    /** Parameters of the call that the read needs too. */
    with?: readonly string[]
    /** Field of the response that holds the rows, and field of a row that holds the name. */
    items: string
    field: string
  }>
  /**
   * Whether a call without a confirmation is refused, derived from the guard `name`. Otherwise only
   * a wrong one is refused, except in a production account.
   */
  required: boolean
  /** Required only in production accounts if a parameter has this value. */
  unless?: Readonly<{ param: string; value: string }>
  /** Only a call with this value needs a confirmation; other calls change nothing. */
  onlyIf?: Readonly<{ param: string; value: unknown }>
}

type Params = Readonly<Record<string, unknown>>

/** The facts that confirmation depends on; avoids a dependency on `Action`. */
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
  const { required, unless, onlyIf } = confirm
  if (onlyIf && params[onlyIf.param] !== onlyIf.value) return false
  const isMild = unless !== undefined && params[unless.param] === unless.value
  return isProduction || (required && !isMild)
}

/** The distinct resources that a call deletes. */
const resourcesOf = ({ param }: Confirmation, params: Params): unknown[] => [
  ...new Set([params[param]].flat()),
]

/** The resource that a call deletes, as named in its parameters; undefined for several. */
export function onlyOne(confirm: Confirmation, params: Params): string | undefined {
  const [first, ...others] = resourcesOf(confirm, params)
  return others.length === 0 ? String(first) : undefined
}

/** The number of resources that a call deletes. */
export const numberOf = (confirm: Confirmation, params: Params): number =>
  resourcesOf(confirm, params).length
