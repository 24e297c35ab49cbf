import css from '../OverviewTab.module.css'
import type { Summary } from './summary'

/** Summary of all choices, for review before sending. */
export function ChoiceSummary({ summary }: { summary: Summary }) {
  return (
    <dl className={css.root}>
      {summary.map(([name, text]) => [
        <dt key={`${name} is`}>{name}</dt>,
        <dd key={name}>{text}</dd>,
      ])}
    </dl>
  )
}
