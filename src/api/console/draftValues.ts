import { isFields } from '../../contract/fields'

/** Treats numbers and strings as one kind, because an empty number input holds ''. */
const isInput = (value: unknown) => typeof value === 'string' || typeof value === 'number'

/**
 * Fits saved values into a template: drops unknown fields, and uses the template for missing fields
 * and those of another kind. So a draft of an older version never breaks a form.
 */
function fitted(template: unknown, saved: unknown): unknown {
  if (Array.isArray(template)) {
    if (!Array.isArray(saved)) return template
    const [first] = template
    return first === undefined ? saved : saved.map((one) => fitted(first, one))
  }
  if (isFields(template)) {
    if (!isFields(saved)) return template
    return Object.fromEntries(
      Object.entries(template).map(([name, one]) => [
        name,
        Object.hasOwn(saved, name) ? fitted(one, saved[name]) : one,
      ]),
    )
  }
  if (isInput(template)) return isInput(saved) ? saved : template
  return typeof saved === typeof template ? saved : template
}

const kindOf = (value: unknown) =>
  Array.isArray(value) ? 'list' : isInput(value) ? 'input' : typeof value

/** Whether a value has all fields of a form's values, each of the same kind. */
const hasKindsOf = <Values extends object>(initial: Values, value: unknown): value is Values =>
  isFields(value) &&
  Object.entries(initial).every(([name, one]) => kindOf(one) === kindOf(value[name]))

/** The saved values of a form, completed by the initial ones. */
export function restored<Values extends object>(initial: Values, saved: unknown): Values {
  const values = fitted(initial, saved)
  return hasKindsOf(initial, values) ? values : initial
}
