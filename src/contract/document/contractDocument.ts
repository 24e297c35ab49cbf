import type { Action } from '../action'
import { actions } from '../index'
import { documentedFacts } from './actionFacts'
import { jsonSchema } from './jsonSchema'

function describeAction(action: Action) {
  const { request, response, ...facts } = action
  return {
    ...facts,
    ...documentedFacts(action),
    /** Host name in the API document. */
    host: `${facts.host}.api.qcloud.com`,
    request: jsonSchema(request, 'input'),
    response: jsonSchema(response, 'output'),
  }
}

/**
 * Returns the contract as served by GET /api/contract: every action with its facts, and its
 * parameters and response as JSON Schema (2020-12). Extensions: `rules` (ID and text of rules over
 * fields), `unit`, `emptiable`, `relevance` (when a field applies), `words` (the meaning of each
 * value).
 */
export function contractDocument() {
  const allActions: readonly Action[] = Object.values(actions)
  return allActions.map(describeAction)
}
