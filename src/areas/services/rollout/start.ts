import type { Revision } from '../../../api/console/revisions'

const replacing: ReadonlySet<string> = new Set([
  'ModifyClusterService',
  'ModifyClusterServiceImage',
  'RollBackClusterService',
  'RedeployClusterService',
])

/** The write that began the latest update, where it went through this console. */
export const rolloutStart = (revisions: readonly Revision[]): Revision | undefined =>
  revisions.find((one) => one.outcome === 'ok' && replacing.has(one.action))
