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

/** A form's values as they were saved, completed by those it begins with. */
export const restored = <Values extends object>(initial: Values, saved: unknown): Values =>
  // `like` keeps every name of `initial` and the kind of each value.
  like(initial, saved) as Values
