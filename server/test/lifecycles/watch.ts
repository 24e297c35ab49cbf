import type { RequestOf } from '../../../src/contract/action'
import type { ActionName, Actions } from '../../../src/contract/index'
import { advance } from '../../cloud/simulation/advance'
import { ApiError, type Context } from '../../cloud/simulation/handler'
import { served } from '../../cloud/simulation/handlers'
import { deleted, none } from '../../cloud/simulation/lifecycle/tables/table'
import { seededRandom } from '../../cloud/simulation/world/hash'
import { World } from '../../cloud/simulation/world/world'
import { flatten } from '../../wire/flatten'
import { type Standing, standing } from './states'

/** An observed change of state; `by` is the called action, or `time`. */
export interface Change {
  lifecycle: string
  from: string
  to: string
  by: string
}

/** A world with a manual clock that records every change of state. */
export class Watch {
  readonly context: Context
  readonly #changes = new Map<string, Change>()
  #standing: Standing

  constructor(world = new World(), seed = 'watch') {
    this.context = {
      world,
      now: Date.UTC(2026, 2, 18, 1, 30),
      speed: 1,
      random: seededRandom(seed),
      region: { id: 1, short: 'gz', long: 'ap-guangzhou' },
    }
    this.#standing = standing(this.context)
  }

  get changes(): readonly Change[] {
    return [...this.#changes.values()]
  }

  /** Calls an action as the endpoint does; returns whether it was accepted. */
  try<N extends ActionName>(name: N, params: RequestOf<Actions[N]>): boolean {
    const { world } = this.context
    const nested = typeof params === 'object' && params !== null ? params : {}
    try {
      served.get(name)?.read(flatten(nested))(this.context)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      world.revert()
      return false
    }
    world.settle()
    advance(this.context, this.context.now)
    world.settle()
    this.#note(name)
    return true
  }

  /** Calls an action; throws if it is refused. */
  call<N extends ActionName>(name: N, params: RequestOf<Actions[N]>): void {
    if (!this.try(name, params)) throw new Error(`${name} is refused`)
  }

  /** Advances the clock in steps shorter than any state lasts. */
  pass(seconds: number, step = 0.2): void {
    for (let passed = 0; passed < seconds; passed += step) {
      this.context.now += step * 1000
      advance(this.context, this.context.now)
      this.context.world.settle()
      this.#note('time')
    }
  }

  /** Changes the world directly, as a seed does. */
  seeded(change: (world: World) => void): void {
    change(this.context.world)
    this.context.world.settle()
    this.#note('seed')
  }

  #note(by: string): void {
    const now = standing(this.context)
    for (const key of new Set([...this.#standing.keys(), ...now.keys()])) {
      const [from, to] = [this.#standing.get(key) ?? none, now.get(key) ?? deleted]
      if (from === to) continue
      const change = { lifecycle: key.slice(0, key.indexOf(' ')), from, to, by }
      this.#changes.set(JSON.stringify(change), change)
    }
    this.#standing = now
  }
}
