import { isFields } from '../../contract/fields'

/** Treats numbers and strings as one kind, because an empty number input holds ''. */
const isInput = (value: unknown) => typeof value === 'string' || typeof value === 'number'

/**
 * Fits saved values into a template: drops unknown fields, and takes missing fields and those of
 * another kind from the template. So a draft of an older version never breaks a form.
 */
function fitIntoTemplate(template: unknown, saved: unknown): unknown {
  if (Array.isArray(template)) {
    if (!Array.isArray(saved)) return template
    const [first] = template
    return first === undefined ? saved : saved.map((item) => fitIntoTemplate(first, item))
  }
  if (isFields(template)) {
    if (!isFields(saved)) return template
    return Object.fromEntries(
      Object.entries(template).map(([name, value]) => [
        name,
        Object.hasOwn(saved, name) ? fitIntoTemplate(value, saved[name]) : value,
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
  Object.entries(initial).every(([name, child]) => kindOf(child) === kindOf(value[name]))

/** Returns the saved values of a form, completed with the initial ones. */
export function restoreValues<Values extends object>(initial: Values, saved: unknown): Values {
  const values = fitIntoTemplate(initial, saved)
  return hasKindsOf(initial, values) ? values : initial
}
