/**
 * Why an account's backend does not answer an action, known before the call. The list is
 * closed; the texts of the console follow from it.
 *
 * - `notOnBareCluster`: needs a cloud that creates and bills machines, which a Kubernetes cluster alone
 *   does not have: CreateCluster, AddClusterInstances, UpdateInstanceBandwidthHour.
 * - `noRegistry`, `noPrometheus`: the account has no image registry, or no Prometheus to read metrics from.
 * - `notPermitted`: the credentials of the account lack the right, e.g. by RBAC.
 * - `limitedToNamespaces`: the account is limited to chosen namespaces, and the action concerns a whole
 *   cluster.
 * - `notEnforced`: the registry could store the setting but would not enforce it, e.g. the visibility of
 *   a repository in a registry without access control.
 * - `notYet`: the backend could do it, and a later version of Gantry will.
 * - `notImplemented`: the backend has no handler for the action and declares no other reason.
 */
export const unavailableReasons = [
  'notOnBareCluster',
  'noRegistry',
  'noPrometheus',
  'notPermitted',
  'limitedToNamespaces',
  'notEnforced',
  'notYet',
  'notImplemented',
] as const

export type UnavailableReason = (typeof unavailableReasons)[number]

/**
 * Returns the error code for each reason: 4101 for a missing right, 6100 if the backend cannot
 * execute the action.
 */
export const unavailableCode = (reason: UnavailableReason) =>
  reason === 'notPermitted' ? 4101 : 6100

/** The message of the refusal for each reason. */
export const unavailableMessages: Readonly<Record<UnavailableReason, string>> = {
  notOnBareCluster: 'A Kubernetes cluster without a cloud provider cannot do this.',
  noRegistry: 'This account has no image registry.',
  noPrometheus: 'This account has no Prometheus server.',
  notPermitted: 'The credentials of this account do not permit this.',
  limitedToNamespaces: 'This account is limited to chosen namespaces of its clusters.',
  notEnforced: 'The image registry of this account does not enforce this setting.',
  notYet: 'Gantry cannot do this with the backend of this account yet.',
  notImplemented: 'The backend of this account does not support this action.',
}

export const isUnavailableReason = (value: unknown): value is UnavailableReason =>
  unavailableReasons.some((reason) => reason === value)

/** Finds the reason in the message of such a refusal; undefined for messages of other endpoints. */
export const unavailableReasonOf = (code: number, message: string): UnavailableReason | undefined =>
  unavailableReasons.find(
    (reason) => unavailableCode(reason) === code && unavailableMessages[reason] === message,
  )
