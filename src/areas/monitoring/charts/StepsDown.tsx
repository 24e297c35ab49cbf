import { useSearchParams } from 'react-router'
import { LocationLink } from '../../../ui/page/LocationLink'
import css from '../monitoring.module.css'

export interface Step {
  label: string
  path: string
  /** What the address names beyond the path. */
  search?: Readonly<Record<string, string>>
}

/** Of an address only what it says of time: that goes along from object to object. */
const timeNames = ['range', 'from', 'to', 'period', 'compare']

/** Makes the address of a step, at the same time. */
export function useStepPath(): (step: Omit<Step, 'label'>) => string {
  const [search] = useSearchParams()
  return ({ path, search: more = {} }) => {
    const next = new URLSearchParams(more)
    for (const name of timeNames) {
      const value = search.get(name)
      if (value !== null) next.set(name, value)
    }
    return `${path}?${next}`
  }
}

/** Ways to the monitoring of what is in an object. */
export function StepsDown({ title, steps }: { title: string; steps: readonly Step[] }) {
  const pathOf = useStepPath()
  if (steps.length === 0) return null
  return (
    <nav aria-label={title}>
      <h2 className={css.section}>{title}</h2>
      <ul className={css.stepsDown}>
        {steps.map((step) => (
          <li key={step.label}>
            <LocationLink to={pathOf(step)}>{step.label}</LocationLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
