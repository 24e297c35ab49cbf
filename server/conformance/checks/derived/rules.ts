import type { Action } from '../../../../src/contract/action'
import { ruleExamples } from '../../../../src/contract/document/ruleExamples'
import { serviceRuleExamples } from '../../../../src/contract/document/serviceRuleExamples'
import { isActionName } from '../../../../src/contract/index'
import { check as validate } from '../../../../src/contract/rules/faults'
import type { Check, Context } from '../check'
import { anywhere, type TargetResources, validRequests } from '../parameters'
import { codesFor } from './invalid'

const examples = [...ruleExamples, ...serviceRuleExamples]

/** Actions that share the rules of another action. */
const sharedRules: Readonly<Record<string, string>> = {
  ModifyClusterService: 'CreateClusterService',
}

/**
 * Checks that an action refuses requests that break a rule between several values; uses the
 * contract's example of each rule. Monitoring has its own codes and checks for such rules.
 */
export function ruleChecks(
  action: Action,
  placeOf: (context: Context) => TargetResources,
): Check[] {
  const { name, host } = action
  if (!isActionName(name) || host === 'monitor') return []
  const valid = validRequests[name]
  if (!valid) return []
  const titles = new Map<string, number>()
  return examples.flatMap(([rule, exampleOf, path, violation]): Check[] => {
    const violating = (resources: TargetResources) => ({ ...valid(resources), ...violation })
    const isViolated = () =>
      validate(action.request, violating(anywhere)).faults?.some((fault) => fault.rule === rule)
    if (exampleOf !== (sharedRules[name] ?? name) || !isViolated()) return []
    const count = (titles.get(rule) ?? 0) + 1
    titles.set(rule, count)
    return [
      {
        action: name,
        title: `refuses a violation of ${rule}${count > 1 ? ` (${count})` : ''}`,
        run: (context) =>
          context.api.refused(
            name,
            violating(placeOf(context)),
            codesFor(action, false),
            `${path} of ${JSON.stringify(violation)}`,
          ),
      },
    ]
  })
}
