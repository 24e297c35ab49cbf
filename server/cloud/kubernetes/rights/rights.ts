import type { Client } from '../client/client'
import { StatusError } from '../client/status'
import type { Timing } from '../ports'
import { requiredRights } from './needs'
import { reviewAccess } from './review'
import { bestOf, keyOf, type Right, type Verdict } from './right'

/** Milliseconds between two rounds; short enough for a round every 30 s on a slow cluster. */
const interval = 20_000
/**
 * Milliseconds; used after the first round, which does not know the namespaces yet, and while the
 * cluster refuses the credentials.
 */
const shortInterval = 3_000
/** Maximum concurrent reviews. */
const maxConcurrentReviews = 8
/**
 * Maximum number of namespaces in which a round reviews a right that the account lacks
 * cluster-wide.
 */
const maxNamespaces = 50

const listDeployments: Right = {
  verb: 'list',
  group: 'apps',
  resource: 'deployments',
  isNamespaced: true,
}

export interface RightsPorts {
  client: Client
  timing: Timing
  /** Namespaces that the account is limited to; all if absent. */
  namespaces: readonly string[] | undefined
  /** Namespaces to use if the account may not list services in all. */
  ownNamespaces: readonly string[]
  /** Names of the cluster's namespaces, as far as they are known. */
  knownNamespaces: () => readonly string[]
  /**
   * Called before the first round if the account may list services in all namespaces: the first
   * lists need not wait for the other reviews, each of which is a request.
   */
  onClusterWide: () => void
  /** Called after each round. */
  onRound: () => void
}

/** Reviews the rights of an account on a cluster repeatedly until `signal` is aborted. */
export function startRights(
  {
    client,
    timing,
    namespaces,
    ownNamespaces,
    knownNamespaces,
    onClusterWide,
    onRound,
  }: RightsPorts,
  signal: AbortSignal,
) {
  let scopes: readonly string[] = namespaces ?? ['']
  let verdicts: ReadonlyMap<string, Verdict> = new Map()
  /** Results of `anywhere` since the last round; each call of the API asks for all rights. */
  const anywhereVerdicts = new Map<string, Verdict>()
  let rejection: StatusError | undefined
  let round = 0

  /** Reviews one right; records a verdict for each namespace asked about. */
  async function review(right: Right, found: Map<string, Verdict>): Promise<void> {
    const reviewIn = async (namespace: string) => {
      const verdict = await reviewAccess(client, right, namespace, signal)
      found.set(keyOf(right, namespace), verdict)
      return verdict
    }
    if (!right.isNamespaced) {
      await reviewIn('')
      return
    }
    const scopeVerdicts = await Promise.all(scopes.map(reviewIn))
    const isListed = right.verb === 'list' || right.verb === 'watch'
    // A list over all namespaces needs the cluster-wide right; a write needs the right in one
    // namespace.
    if (scopes[0] !== '' || isListed || bestOf(scopeVerdicts) !== 'denied') return
    const knownNames = knownNamespaces()
    if (knownNames.length === 0) found.set(keyOf(right, ''), 'unknown')
    for (const namespace of knownNames.slice(0, maxNamespaces)) {
      if ((await reviewIn(namespace)) === 'allowed') return
    }
    if (knownNames.length > maxNamespaces) found.set(keyOf(right, ''), 'unknown')
  }

  async function chooseScopes(): Promise<void> {
    if (namespaces || (ownNamespaces.length === 0 && round > 0)) return
    const clusterVerdict = await reviewAccess(client, listDeployments, '', signal)
    if (ownNamespaces.length > 0 && clusterVerdict !== 'unknown') {
      scopes = clusterVerdict === 'denied' ? ownNamespaces : ['']
    }
    if (round === 0 && clusterVerdict === 'allowed') onClusterWide()
  }

  async function reviewAll(): Promise<void> {
    try {
      await chooseScopes()
      const newVerdicts = new Map<string, Verdict>()
      const pendingRights = [...requiredRights]
      const reviewPending = async () => {
        for (
          let right = pendingRights.shift();
          right && !signal.aborted;
          right = pendingRights.shift()
        ) {
          await review(right, newVerdicts)
        }
      }
      await Promise.all(Array.from({ length: maxConcurrentReviews }, reviewPending))
      verdicts = newVerdicts
      anywhereVerdicts.clear()
      rejection = undefined
    } catch (error) {
      if (error instanceof StatusError) rejection = error
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await reviewAll()
      if (signal.aborted) return
      round += 1
      onRound()
      const isSoon = rejection !== undefined || round === 1
      await timing.wait(isSoon ? shortInterval : interval, signal)
    }
  }

  void run()
  return {
    /** Namespaces to list and watch; `['']` for all namespaces. */
    scopes: () => scopes,
    hasReviewed: () => round > 0,
    verdict: (right: Right, namespace: string): Verdict =>
      verdicts.get(keyOf(right, namespace)) ?? 'unknown',
    /** Whether the account has the right anywhere in the cluster. */
    anywhere(right: Right): Verdict {
      const prefix = keyOf(right, '')
      const earlier = anywhereVerdicts.get(prefix)
      if (earlier !== undefined) return earlier
      const matchingVerdicts = [...verdicts].filter(([key]) => key.startsWith(prefix))
      const verdict =
        matchingVerdicts.length === 0
          ? 'unknown'
          : bestOf(matchingVerdicts.map(([, value]) => value))
      anywhereVerdicts.set(prefix, verdict)
      return verdict
    },
    /** Whether the account is limited to namespaces by configuration. */
    isLimited: namespaces !== undefined,
    /**
     * The cluster's rejection of the credentials themselves, e.g. because the token has expired.
     */
    rejection: () => rejection,
  }
}

export type Rights = ReturnType<typeof startRights>
