/**
 * The confirmation that a call needs: the name of the resource that the call deletes or overwrites
 * or, for several resources, their number in digits.
 */
export interface Confirmation {
  /** Request parameter that names the resource or resources. */
  param: string
  /** The read that returns the resource's name, if `param` contains only the ID. */
  name?: Readonly<{
    action: string
    /** Parameter of the read that takes a list of IDs. */
    by: string
    /** Parameters of the call that the read needs too. */
    with?: readonly string[]
    /** Field of the response with the rows, and field of a row with the name. */
    items: string
    field: string
  }>
  /**
   * Whether a call without a confirmation is refused, derived from the guard `name`. If not, only a
   * wrong confirmation is refused, except in production accounts.
   */
  required: boolean
  /** If a parameter has this value, the confirmation is required only in production accounts. */
  unless?: Readonly<{ param: string; value: string }>
  /** Only calls with this parameter value need a confirmation; other calls change nothing. */
  onlyIf?: Readonly<{ param: string; value: unknown }>
}

type Params = Readonly<Record<string, unknown>>

/** The facts that a confirmation depends on, declared here to avoid a dependency on `Action`. */
interface Confirmable {
  confirm?: Confirmation
}

/**
 * Whether a call is refused without a confirmation; production accounts require every confirmation.
 */
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

/** Returns the distinct resources that a call deletes. */
const resourcesOf = ({ param }: Confirmation, params: Params): unknown[] => [
  ...new Set([params[param]].flat()),
]

/**
 * Returns the name of the only resource that a call deletes, as in its parameters; undefined if
 * there are several.
 */
export function singleResource(confirm: Confirmation, params: Params): string | undefined {
  const [first, ...others] = resourcesOf(confirm, params)
  return others.length === 0 ? String(first) : undefined
}

/** Returns the number of resources that a call deletes. */
export const countResources = (confirm: Confirmation, params: Params): number =>
  resourcesOf(confirm, params).length
