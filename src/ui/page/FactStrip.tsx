import type { ReactNode } from 'react'
import css from './FactStrip.module.css'

export interface Fact {
  label: string
  value: ReactNode
}

/** Up to six key properties of a resource in a row under its heading. */
export function FactStrip({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={css.root}>
      {facts.slice(0, 6).map(({ label, value }) => (
        <div key={label} className={css.fact}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
