import type { Revision } from '../../../api/console/revisions'
import { actionsIn } from '../../../contract/action'
import * as services from '../../../contract/actions/services/services'
import type { RevisionChange } from '../../../contract/facts'

const replacesInstances: Readonly<Record<RevisionChange['kind'], boolean>> = {
  created: false,
  replaced: true,
  images: true,
  rolledBack: true,
  redeployed: true,
  setting: false,
  deleted: false,
}

const replacing: ReadonlySet<string> = new Set(
  actionsIn(services)
    .filter(({ revision }) => revision && replacesInstances[revision.kind])
    .map(({ name }) => name),
)

/** The write that started the latest rollout, if it was made through this console. */
export const rolloutStart = (revisions: readonly Revision[]): Revision | undefined =>
  revisions.find((revision) => revision.outcome === 'ok' && replacing.has(revision.action))
