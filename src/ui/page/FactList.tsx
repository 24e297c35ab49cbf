import type { ReactNode } from 'react'
import css from './FactList.module.css'

interface Props {
  facts: readonly (readonly [label: string, value: ReactNode])[]
}

/** Properties of a resource as a description list. */
export function FactList({ facts }: Props) {
  return (
    <dl className={css.root}>
      {facts.map(([label, value]) => (
        <div key={label} className={css.fact}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
