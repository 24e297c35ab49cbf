import * as z from 'zod/mini'
import type { Action } from '../../../src/contract/action'
import { isFields } from '../../../src/contract/fields'
import { type ActionName, type Actions, actions, isActionName } from '../../../src/contract/index'
import type { Backend, Handler } from '../../cloud/backend'
import { readEnvelope } from '../../wire/envelope'
import { type Shape, shapeOf } from '../../wire/shape'
import { clusterSamples } from '../samples/clusters'
import { registrySamples } from '../samples/registry'

const samples = new Map(
  [...clusterSamples, ...registrySamples].map((sample) => [sample.action, sample.body]),
)

/** A value with the fields that a sample lacks, each empty. */
function completed(shape: Shape, value: unknown): unknown {
  if (value === null) return value
  switch (shape.kind) {
    case 'object': {
      const givenFields = isFields(value) ? value : {}
      const fields = shape.fields.filter(([name, field]) => name in givenFields || !field.optional)
      return Object.fromEntries(
        fields.map(([name, field]) => [name, completed(field, givenFields[name])]),
      )
    }
    case 'list':
      return Array.isArray(value) ? value.map((item) => completed(shape.item, item)) : []
    case 'map':
      return value ?? {}
    case 'number':
      return value ?? 0
    case 'choice':
      return value ?? shape.values[0]
    default:
      return value ?? ''
  }
}

function handlerOf<A extends Action>(action: A, body: object): Handler<A> {
  const data = readEnvelope(action, body)?.data
  const answer = z.parse<A['response']>(action.response, completed(shapeOf(action.response), data))
  return () => answer
}

type Writable<N extends ActionName = ActionName> = { [M in N]?: Handler<Actions[M]> }

function addTo<N extends ActionName>(handlers: Writable<N>, name: N): void {
  handlers[name] = handlerOf<Actions[N]>(actions[name], samples.get(name) ?? { code: 0 })
}

/**
 * A backend that answers each action with its sample from the API document, whatever the parameters
 * are. Actions without a sample get a valid empty response.
 */
export function sampleBackend(): Backend {
  const handlers: Writable = {}
  const names = Object.keys(actions).filter(isActionName)
  for (const name of names) if (!actions[name].undocumented) addTo(handlers, name)
  return { handlers }
}
