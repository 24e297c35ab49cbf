import type { Revision } from '../../../api/console/revisions'

const replacing: ReadonlySet<string> = new Set([
  'ModifyClusterService',
  'ModifyClusterServiceImage',
  'RollBackClusterService',
  'RedeployClusterService',
])

/** The write that started the latest rollout, if it was made through this console. */
export const rolloutStart = (revisions: readonly Revision[]): Revision | undefined =>
  revisions.find((one) => one.outcome === 'ok' && replacing.has(one.action))
