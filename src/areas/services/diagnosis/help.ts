import type { Cause } from '../../../contract/diagnosis/finding'

/** Links that help beyond the actions on a service. */
export const helpLinks = ['events', 'log', 'nodes', 'addNodes', 'history'] as const
export type HelpLink = (typeof helpLinks)[number]

type Help = HelpLink | 'edit' | 'image' | 'rollback' | 'scale' | 'redeploy'

const crash: readonly Help[] = ['rollback', 'image', 'log', 'events']
const settings: readonly Help[] = ['edit', 'rollback', 'events']
const refusal: readonly Help[] = ['scale', 'edit', 'events']
const image: readonly Help[] = ['image', 'rollback', 'events']

/** What helps against a cause of a service's fault, best first. */
const helps: Readonly<Partial<Record<Cause, readonly Help[]>>> = {
  instanceNodeLost: ['nodes'],
  noNodes: ['addNodes', 'nodes'],
  unschedulable: ['nodes', 'edit', 'scale', 'events'],
  outOfMemory: ['edit', 'rollback', 'log', 'events'],
  livenessFailed: ['edit', 'rollback', 'log', 'events'],
  startupFailed: ['edit', 'rollback', 'log', 'events'],
  readinessFailed: ['edit', 'rollback', 'log', 'events'],
  commandMissing: ['edit', 'image', 'rollback', 'events'],
  containerKilled: crash,
  containerCompleted: crash,
  containerExited: crash,
  containerCrashed: crash,
  quotaExceeded: refusal,
  quotaUnspecified: refusal,
  limitRangeViolated: refusal,
  imageDiskFull: ['nodes', 'events'],
  imageRegistryUnreachable: ['redeploy', 'image', 'rollback', 'events'],
  imageRegistryFailing: ['redeploy', 'image', 'rollback', 'events'],
  imageRateLimited: ['redeploy', 'events'],
  networkNotReady: ['nodes', 'events'],
  rolloutStuck: ['history'],
  clusterAbnormal: ['nodes'],
  unknown: ['events', 'log'],
}

export const helpFor = (code: Cause): readonly Help[] =>
  helps[code] ?? (code.startsWith('image') ? image : settings)
