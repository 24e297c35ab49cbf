import { isFields } from '../../contract/fields'

/** Numbers and texts are both at home in an input for a number, which holds '' while it is empty. */
const isInput = (value: unknown) => typeof value === 'string' || typeof value === 'number'

/**
 * What was saved, in the shape of a template: what the template does not know is dropped, what the
 * saved values lack or hold in another kind stays as the template has it. So a draft of an older
 * version of a form never breaks a newer one.
 */
function like(template: unknown, saved: unknown): unknown {
  if (Array.isArray(template)) {
    if (!Array.isArray(saved)) return template
    const [first] = template
    return first === undefined ? saved : saved.map((one) => like(first, one))
  }
  if (isFields(template)) {
    if (!isFields(saved)) return template
    return Object.fromEntries(
      Object.entries(template).map(([name, one]) => [
        name,
        Object.hasOwn(saved, name) ? like(one, saved[name]) : one,
      ]),
    )
  }
  if (isInput(template)) return isInput(saved) ? saved : template
  return typeof saved === typeof template ? saved : template
}

const kindOf = (value: unknown) =>
  Array.isArray(value) ? 'list' : isInput(value) ? 'input' : typeof value

/** Whether a value has every field of a form's values in the same kind. */
const hasKindsOf = <Values extends object>(initial: Values, value: unknown): value is Values =>
  isFields(value) &&
  Object.entries(initial).every(([name, one]) => kindOf(one) === kindOf(value[name]))

/** A form's values as they were saved, completed by the initial ones. */
export function restored<Values extends object>(initial: Values, saved: unknown): Values {
  const values = like(initial, saved)
  return hasKindsOf(initial, values) ? values : initial
}
