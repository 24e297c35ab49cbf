import type { Action } from '../action'
import { actions } from '../index'
import { jsonSchema } from './jsonSchema'

function described({ request, response, ...facts }: Action) {
  return {
    ...facts,
    /** Host name as the API document gives it. */
    host: `${facts.host}.api.qcloud.com`,
    request: jsonSchema(request, 'input'),
    response: jsonSchema(response, 'output'),
  }
}

/**
 * The contract for readers of GET /api/contract: every action with its facts, its parameters and its
 * answer as JSON Schema (2020-12). Beyond JSON Schema: `rules` (id and text of rules over fields),
 * `unit`, `emptiable`.
 */
export function contractDocument() {
  const all: readonly Action[] = Object.values(actions)
  return all.map(described)
}
