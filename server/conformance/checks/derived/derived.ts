import type { Action } from '../../../../src/contract/action'
import { isActionName } from '../../../../src/contract/index'
import { Difference } from '../../outcomes'
import type { Check, Context } from '../check'
import { type TargetResources, validRequests } from '../parameters'
import { deviations } from './answer'
import { invalidParameterChecks } from './invalid'
import { defaultChecks, pagingChecks } from './lists'
import { namespaceDefaultChecks } from './namespaceDefault'
import { ruleChecks } from './rules'
import { unknownResourceChecks } from './unknown'

/** Only writes start tasks, so the checks of the writes cover the responses of this action. */
const afterWrites = 'DescribeClusterTaskResult'

/** Checks that an accepted response has the fields, types and words of the API document. */
function answerChecks(action: Action, placeOf: (context: Context) => TargetResources): Check[] {
  const { name } = action
  if (action.mutates || !isActionName(name) || name === afterWrites) return []
  const valid = validRequests[name]
  if (!valid) return []
  return [
    {
      action: name,
      title: 'answers the fields of the document',
      run: async (context) => {
        const { code, message, body } = await context.api.request(name, valid(placeOf(context)))
        if (code !== 0) throw new Difference('an accepted request', `${code} ${message}`)
        const [firstDeviation, ...furtherDeviations] = deviations(action, body)
        if (firstDeviation === undefined) return
        const countSuffix =
          furtherDeviations.length > 0 ? ` (and ${furtherDeviations.length} more)` : ''
        throw new Difference('the fields of the document', `${firstDeviation}${countSuffix}`)
      },
    },
  ]
}

type ChecksFor = (action: Action, placeOf: (context: Context) => TargetResources) => Check[]

const combine =
  (...all: readonly ChecksFor[]): ChecksFor =>
  (action, placeOf) =>
    all.flatMap((checksFor) => checksFor(action, placeOf))

/** Checks of an action's refusals, derived from its entry in the contract. */
export const refusalChecks = combine(
  unknownResourceChecks,
  namespaceDefaultChecks,
  invalidParameterChecks,
  ruleChecks,
)

/** Checks of a read's responses and refusals, derived from its entry in the contract. */
export const readChecksOf = combine(answerChecks, pagingChecks, defaultChecks, refusalChecks)
