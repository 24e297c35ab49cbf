/** A right on a kind of resource, in the terms of Kubernetes' access control. */
export interface Right {
  verb: 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete'
  /** API group; empty for the core group. */
  group: string
  /** Plural name, with a subresource after a slash, e.g. `pods/log`. */
  resource: string
  isNamespaced: boolean
}

/**
 * The cluster's answer to an access review; `unknown` if the review failed, which never causes a
 * refusal.
 */
export type Verdict = 'allowed' | 'denied' | 'unknown'

export const keyOf = ({ verb, group, resource }: Right, namespace: string): string =>
  `${verb} ${group}/${resource} ${namespace}`

/** The most favourable of several verdicts; `denied` if there is none. */
export function bestOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('allowed')) return 'allowed'
  return verdicts.includes('unknown') ? 'unknown' : 'denied'
}
