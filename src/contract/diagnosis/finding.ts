/**
 * What a diagnosis reports. All values are serialisable: texts follow from `code` and `values`, in
 * the reader's language.
 */

/** Worst first. `info` explains a state that is not a fault, e.g. a node that is joining. */
export const severities = ['critical', 'warning', 'info'] as const
export type Severity = (typeof severities)[number]

/** Kinds of objects that can be diagnosed. */
export type Kind = 'cluster' | 'node' | 'service' | 'instance'

/** Causes with their severity. The codes are stable: texts, tests and stored findings refer to them. */
export const causes = {
  clusterAbnormal: 'critical',
  clusterIsolated: 'critical',
  clusterNodesAbnormal: 'critical',

  nodeSilent: 'critical',
  nodeNotReady: 'critical',
  nodeNetworkUnavailable: 'critical',
  nodeDiskPressure: 'critical',
  nodeMemoryPressure: 'critical',
  nodePidPressure: 'critical',
  nodeMachineFailed: 'critical',
  nodeMachineStopped: 'critical',
  nodeUnknownReason: 'critical',
  nodeJoining: 'info',
  nodeLeaving: 'info',
  nodeRestarting: 'info',

  instanceNodeLost: 'critical',
  imageInvalid: 'critical',
  imageTagMissing: 'critical',
  imageRepositoryMissing: 'critical',
  imageNotFound: 'critical',
  imageCredentials: 'critical',
  imageDenied: 'critical',
  imageRegistryUnreachable: 'critical',
  imageRegistryUntrusted: 'critical',
  imageRegistryFailing: 'critical',
  imageRateLimited: 'critical',
  imagePlatform: 'critical',
  imageDiskFull: 'critical',
  imageNotOnNode: 'critical',
  imagePullFailed: 'critical',
  outOfMemory: 'critical',
  livenessFailed: 'critical',
  startupFailed: 'critical',
  commandMissing: 'critical',
  containerKilled: 'critical',
  containerCompleted: 'critical',
  containerExited: 'critical',
  containerCrashed: 'critical',
  configMapMissing: 'critical',
  configMapKeyMissing: 'critical',
  secretMissing: 'critical',
  secretKeyMissing: 'critical',
  volumeClaimMissing: 'critical',
  volumeClaimUnbound: 'critical',
  volumeInUse: 'critical',
  volumeNotMounted: 'critical',
  networkNotReady: 'critical',
  containerNotCreated: 'critical',
  noNodes: 'critical',
  unschedulable: 'critical',
  readinessFailed: 'critical',

  quotaExceeded: 'critical',
  quotaUnspecified: 'critical',
  admissionDenied: 'critical',
  podSecurityViolated: 'critical',
  limitRangeViolated: 'critical',
  serviceAccountMissing: 'critical',
  creationFailed: 'critical',
  loadBalancerFailed: 'critical',
  finalizersPending: 'warning',
  rolloutStuck: 'warning',

  unknown: 'critical',
} as const satisfies Readonly<Record<string, Severity>>

export type Cause = keyof typeof causes

/** Parts of the text of a cause, e.g. `{ image: 'shop/web:2', tag: '2' }`. */
export type Values = Readonly<Record<string, string | number>>

/** What a finding is based on. Times are milliseconds since 1970; undefined if unknown. */
export type Evidence =
  | {
      kind: 'event'
      at?: number | undefined
      level: string
      objType: string
      objName: string
      reason: string
      message: string
      count: number
    }
  | {
      kind: 'field'
      at?: number | undefined
      /** Name of the object; a container follows its instance: `web-1/nginx`. */
      object: string
      /** Field of the API's response, or type of a condition. */
      field: string
      value: string
    }
  | { kind: 'log'; instance: string; container: string; lines: readonly string[] }

export interface Finding {
  code: Cause
  severity: Severity
  kind: Kind
  /** Names of the affected objects: of instances for a cause that several instances share. */
  objects: readonly string[]
  values: Values
  /** When it began, in milliseconds since 1970; undefined if unknown. */
  since?: number | undefined
  evidence: readonly Evidence[]
}

/** What the predicate of a rule returns. */
export interface Match {
  values: Values
  evidence: readonly Evidence[]
  since?: number | undefined
}

/** A rule as data. `find` returns a match for each container, volume … that has the cause. */
export interface Rule<Facts> {
  code: Cause
  kind: Kind
  find: (facts: Facts) => readonly Match[]
}

export const findingOf = (
  code: Cause,
  kind: Kind,
  object: string,
  { values, evidence, since }: Match,
): Finding => ({
  code,
  severity: causes[code],
  kind,
  objects: [object],
  values,
  ...(since !== undefined && { since }),
  evidence,
})
