import css from '../OverviewTab.module.css'
import type { Said } from './sentences'

/** Summary of all choices, for review before sending. */
export function SaidList({ said }: { said: Said }) {
  return (
    <dl className={css.root}>
      {said.map(([name, words]) => [
        <dt key={`${name} is`}>{name}</dt>,
        <dd key={name}>{words}</dd>,
      ])}
    </dl>
  )
}
