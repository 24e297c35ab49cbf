import type { ReactNode } from 'react'
import css from './FactList.module.css'

interface Props {
  facts: readonly (readonly [label: string, value: ReactNode])[]
}

/** All facts about a thing, one below the other. */
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
