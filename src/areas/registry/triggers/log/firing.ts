import type { Condition, Match, matcherOf } from '../../../../contract/rules/triggerMatch'
import type { Trigger } from '../../registryState'

export type Aim = Trigger['invokePara']

/** Tells containers apart; two triggers that aim at one of them collide. */
export const aimKey = ({ clusterRegion, clusterId, namespace, serviceName, containerName }: Aim) =>
  [clusterRegion, clusterId, namespace, serviceName, containerName].join('/')

/** A trigger as a push sees it. */
export interface Armed {
  triggerName: string
  invokeCondition: Condition
  invokePara: Aim
}

export interface Firing {
  trigger: Armed
  match: Match
  /** Names of the others that fire on the same push and set the same container. */
  collidesWith: string[]
}

/** Which triggers of a repository fire when a tag is pushed to it. */
export function firingsOf(
  matcher: typeof matcherOf,
  triggers: readonly Armed[],
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
      .filter((one) => one.trigger.triggerName !== trigger.triggerName)
      .filter((one) => aimKey(one.trigger.invokePara) === aimKey(trigger.invokePara))
      .map((one) => one.trigger.triggerName),
  }))
}

/**
 * Tags that somebody who wrote this expression may not have thought of: what its letters spell, with
 * some of them missing, and with something before or behind.
 */
export function surprises(expr: string): string[] {
  const word = expr.replace(/\\[a-zA-Z]/g, '').replace(/[^A-Za-z0-9_.-]/g, '')
  const plain = word.replace(/^[.-]+/, '')
  if (plain === '') return []
  const shorter = plain.length > 1 ? [plain.slice(0, -1)] : []
  return [plain, ...shorter, `${plain}ing`, `${plain}-old`, `my-${plain}`]
}
