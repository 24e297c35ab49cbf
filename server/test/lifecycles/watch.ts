import type { Action, DecodedOf, RequestOf } from '../../../src/contract/action'
import { type ActionName, type Actions, actions } from '../../../src/contract/index'
import { ApiError } from '../../cloud/apiError'
import { refusalOf } from '../../cloud/endpoint/validationRefusal'
import { advance } from '../../cloud/simulation/advance'
import type { Context } from '../../cloud/simulation/handler'
import { handlersOn } from '../../cloud/simulation/handlers'
import { deleted, none } from '../../cloud/simulation/lifecycle/tables/table'
import { seededRandom } from '../../cloud/simulation/world/hash'
import { World } from '../../cloud/simulation/world/world'
import { decode } from '../../wire/decode'
import { withEmptied } from '../../wire/emptied'
import { flatten } from '../../wire/flatten'
import { type StatesById, statesOf } from './states'

/** An observed change of state; `by` is the called action, or `time`. */
export interface Change {
  lifecycle: string
  from: string
  to: string
  by: string
}

/** The parameters as the endpoint decodes them. */
function paramsOf<A extends Action>(action: A, nested: object): DecodedOf<A> {
  const decoded = decode<A['request']>(action.request, flatten(withEmptied(action, nested)))
  if (decoded.faults) throw refusalOf(decoded.faults)
  return decoded.value
}

/** A world with a manual clock that records every change of state. */
export class Watch {
  readonly context: Context
  readonly #changes = new Map<string, Change>()
  readonly #handlers = handlersOn(() => this.context)
  readonly #signal = new AbortController().signal
  #statesOf: StatesById

  constructor(world = new World(), seed = 'watch') {
    this.context = {
      world,
      now: Date.UTC(2026, 2, 18, 1, 30),
      speed: 1,
      random: seededRandom(seed),
      region: { id: 1, short: 'gz', long: 'ap-guangzhou' },
    }
    this.#statesOf = statesOf(this.context)
  }

  get changes(): readonly Change[] {
    return [...this.#changes.values()]
  }

  /** Calls an action like the endpoint; returns whether the action was accepted. */
  try<N extends ActionName>(name: N, params: RequestOf<Actions[N]>): boolean {
    const { world } = this.context
    const nested = typeof params === 'object' && params !== null ? params : {}
    try {
      const { now, region } = this.context
      const params = paramsOf<Actions[N]>(actions[name], nested)
      this.#handlers[name]?.(params, { now, region, signal: this.#signal, reportAge: () => {} })
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

  /** Calls an action; throws if the action is refused. */
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
    const states = statesOf(this.context)
    for (const key of new Set([...this.#statesOf.keys(), ...states.keys()])) {
      const [from, to] = [this.#statesOf.get(key) ?? none, states.get(key) ?? deleted]
      if (from === to) continue
      const change = { lifecycle: key.slice(0, key.indexOf(' ')), from, to, by }
      this.#changes.set(JSON.stringify(change), change)
    }
    this.#statesOf = states
  }
}
