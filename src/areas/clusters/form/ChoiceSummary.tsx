import css from '../OverviewTab.module.css'
import type { Summary } from './summary'

/** Summary of all choices, for review before sending. */
export function ChoiceSummary({ said }: { said: Summary }) {
  return (
    <dl className={css.root}>
      {said.map(([name, words]) => [
        <dt key={`${name} is`}>{name}</dt>,
        <dd key={name}>{words}</dd>,
      ])}
    </dl>
  )
}
