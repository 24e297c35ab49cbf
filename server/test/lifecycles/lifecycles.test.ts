import { describe, expect, it } from 'vitest'
import { type LifecycleName, lifecycles } from '../../cloud/simulation/lifecycle/tables/lifecycles'
import type { Lifecycle } from '../../cloud/simulation/lifecycle/tables/table'
import { pageOf } from './page'
import { changesOfStory, storyNames } from './stories'
import { changesOfRandomWalks } from './walks'
import type { Change } from './watch'

const names = Object.keys(lifecycles) as LifecycleName[]

const observedChanges: readonly Change[] = [
  ...storyNames.flatMap(changesOfStory),
  ...changesOfRandomWalks(60),
]

const keyOf = (from: string, to: string, isAction: boolean) =>
  `${from} → ${to} ${isAction ? 'by an action' : 'in time'}`

const isTime = (by: string) => by === 'time' || by === 'seed'

describe.each(names)('the table of %s', (name) => {
  const { transitions, states }: Lifecycle = lifecycles[name]
  const changes = observedChanges.filter((change) => change.lifecycle === name)

  it('contains every transition observed in the simulation', () => {
    const strange = changes.filter(
      ({ from, to, by }) =>
        !transitions.some(
          (arrow) =>
            arrow.from.includes(from) &&
            arrow.to === to &&
            (isTime(by)
              ? arrow.condition !== undefined
              : arrow.actions?.some((action) => action === by)),
        ),
    )
    expect(strange.map(({ from, to, by }) => `${from} → ${to} by ${by}`)).toEqual([])
  })

  it('contains no transition that was not observed', () => {
    const known = new Set(changes.map(({ from, to, by }) => keyOf(from, to, !isTime(by))))
    const documented = transitions.flatMap(({ from, to, actions }) =>
      from.map((value) => keyOf(value, to, actions !== undefined)),
    )
    expect(documented.filter((key) => !known.has(key))).toEqual([])
    const causes = new Set(changes.map(({ by }) => by))
    const namedActions = new Set(transitions.flatMap(({ actions = [] }) => actions))
    expect([...namedActions].filter((action) => !causes.has(action))).toEqual([])
  })

  it('defines every state that it names', () => {
    const spoken = transitions.flatMap(({ from, to }) => [...from, to])
    expect(spoken.filter((state) => !state.startsWith('(') && !(state in states))).toEqual([])
  })

  it('matches the page of documentation (update it with npm run docs)', async () => {
    await expect(pageOf(name)).toMatchFileSnapshot(`../../../docs/lifecycles/${name}.md`)
  })
})
