import type { Match, matcherOf, TriggerCondition } from '../../../../contract/rules/triggerMatch'
import type { Trigger } from '../../registryState'

export type TriggerTarget = Trigger['invokePara']

/** Key of a container; two triggers with the same target conflict. */
export const targetKey = ({
  clusterRegion,
  clusterId,
  namespace,
  serviceName,
  containerName,
}: TriggerTarget) => [clusterRegion, clusterId, namespace, serviceName, containerName].join('/')

/** A trigger evaluated against a push. */
export interface TriggerRule {
  triggerName: string
  invokeCondition: TriggerCondition
  invokePara: TriggerTarget
}

export interface Firing {
  trigger: TriggerRule
  match: Match
  /** Names of other triggers that fire on the same push and set the same container. */
  collidesWith: string[]
}

/** The triggers that fire when a tag is pushed to the repository. */
export function firingsOf(
  matcher: typeof matcherOf,
  triggers: readonly TriggerRule[],
  tag: string,
): Firing[] {
  const fired = triggers.flatMap((trigger) => {
    const match = matcher(trigger.invokeCondition).match?.(tag)
    return match?.fires ? [{ trigger, match }] : []
  })
  return fired.map(({ trigger, match }) => ({
    trigger,
    match,
    collidesWith: fired
      .filter((item) => item.trigger.triggerName !== trigger.triggerName)
      .filter((item) => targetKey(item.trigger.invokePara) === targetKey(trigger.invokePara))
      .map((item) => item.trigger.triggerName),
  }))
}

/**
 * Sample tags that may match an expression unexpectedly: its literal text, parts of the text, and
 * the text with a prefix or suffix.
 */
export function sampleTags(expr: string): string[] {
  const word = expr.replace(/\\[a-zA-Z]/g, '').replace(/[^A-Za-z0-9_.-]/g, '')
  const trimmedWord = word.replace(/^[.-]+/, '')
  if (trimmedWord === '') return []
  const shorter = trimmedWord.length > 1 ? [trimmedWord.slice(0, -1)] : []
  return [trimmedWord, ...shorter, `${trimmedWord}ing`, `${trimmedWord}-old`, `my-${trimmedWord}`]
}
