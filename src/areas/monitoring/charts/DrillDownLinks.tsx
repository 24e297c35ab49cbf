import { useSearchParams } from 'react-router'
import { LocationLink } from '../../../ui/page/LocationLink'
import css from '../monitoring.module.css'

export interface DrillDownLink {
  label: string
  path: string
  /** The URL's query parameters. */
  search?: Readonly<Record<string, string>>
}

/** Time parameters of a URL, which are kept when the user navigates between resources. */
const timeParameters = ['range', 'from', 'to', 'period', 'compare']

/** Builds a drill-down URL that keeps the time range. */
export function useDrillDownPath(): (step: Omit<DrillDownLink, 'label'>) => string {
  const [search] = useSearchParams()
  return ({ path, search: more = {} }) => {
    const next = new URLSearchParams(more)
    for (const name of timeParameters) {
      const value = search.get(name)
      if (value !== null) next.set(name, value)
    }
    return `${path}?${next}`
  }
}

/** Links to the monitoring of a resource's children. */
export function DrillDownLinks({
  title,
  steps,
}: {
  title: string
  steps: readonly DrillDownLink[]
}) {
  const pathOf = useDrillDownPath()
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
