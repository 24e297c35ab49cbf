import { maxDataPoints } from '../../../src/contract/actions/monitoring/metrics'
import type { Difference } from './difference'

const statuses = 'server/cloud/endpoint/declaredStatuses.test.ts'
const monitoring = 'server/cloud/simulation/areas/monitoring.test.ts'
const differences = 'server/cloud/endpoint/differences.test.ts'
const tags = 'server/cloud/simulation/areas/registry/tags.test.ts'

/** Differences between the simulation's behaviour and the document. */
export const behaviour: readonly Difference[] = [
  {
    about: 'Statuses that allow an action',
    document: 'Given for four actions on clusters.',
    ours: 'Other writes in a cluster need Running or Scaling; renaming is allowed until the cluster is being deleted.',
    why: 'Nothing can be scheduled in a cluster that doesn’t work.',
    test: statuses,
  },
  {
    about: 'PauseClusterService, ResumeClusterService',
    document: 'Without conditions.',
    ours: 'A paused service can’t be paused again, and only a paused one can be resumed: 5100.',
    why: 'The call would have no effect.',
    test: statuses,
  },
  {
    about: '`codeDesc` of refusals',
    document: 'No list.',
    ours: 'A list in the contract. ClusterNotReadyError and ConflictWithOtherClusterCIDR are the vendor’s, the others are ours.',
    why: 'Clients need stable words; only these two have a source (api-facts.md 1.3).',
    test: 'server/cloud/endpoint/declaredErrors.test.ts',
  },
  {
    about: 'Purchases',
    document: 'Cost money: 5200, 5300, 5500.',
    ours: 'Free. 5200 for sizes that a family doesn’t have; the others only by reserved names.',
    why: 'The simulation has no billing. Reserved names show each refusal on purpose.',
    test: 'server/cloud/simulation/areas/clusters/clusters.test.ts',
  },
  {
    about: 'Isolated, Upgrading',
    document: 'Statuses of a cluster.',
    ours: 'No action leads there. The demo world has an isolated cluster.',
    why: 'The account is never overdue, and no action upgrades a cluster.',
    test: 'server/test/lifecycles/lifecycles.test.ts',
  },
  {
    about: 'Generated password',
    document: 'Sent by internal message.',
    ours: 'None is generated.',
    why: 'Nobody can sign in to simulated machines.',
  },
  {
    about: 'configMap volumes',
    document: 'Refer to configurations of the account.',
    ours: 'The account has `cfg-1` and `cfg-2`, with any version and keys.',
    why: 'No documented action lists or creates configurations.',
    test: 'server/cloud/endpoint/values.test.ts',
  },
  {
    about: 'RollBackClusterService',
    document: 'To the configuration before the update, one step only.',
    ours: 'The same. A rollback counts as an update, so that rolling back again undoes it.',
    why: 'It is one step back each time; the document doesn’t describe a second one.',
    test: differences,
  },
  {
    about: 'GetMonitorData: range',
    document: 'Without a maximum.',
    ours: `At most ${maxDataPoints} points; -507 above it. Points are aligned to periods, so the first may begin before startTime.`,
    why: 'The maximum is that of the API’s successor (api-facts.md 5.7). A point is the same in every range.',
    test: monitoring,
  },
  {
    about: 'GetMonitorData: `dataPoints`',
    document: 'Numbers.',
    ours: '`null` where there is no value: before the resource existed, after its retention, or during an outage.',
    why: 'Real responses have `null`, which 0 would misrepresent (api-facts.md 4.6).',
    test: 'server/cloud/simulation/metrics/history.test.ts',
  },
  {
    about: 'GetMonitorData: a batch of dimensions',
    document: 'Not described; some clients send it.',
    ours: 'Not answered: -505, since `dimensions` is missing.',
    why: 'One client has it, and none needs it.',
    test: differences,
  },
  {
    about: 'Pushes',
    document: 'By docker.',
    ours: 'By DuplicateImage, or by the administration of the simulation.',
    why: 'The simulation has no registry server.',
    test: tags,
  },
  {
    about: 'GetTagList: tags of one second',
    document: 'Ordered by `pushTime`.',
    ours: 'Ordered by push within one second.',
    why: 'Retention would keep the wrong tags otherwise.',
    test: 'server/cloud/endpoint/values.test.ts',
  },
  {
    about: 'SearchUserRepository: `privilegeFiltered`',
    document: 'Whether repositories are left out.',
    ours: 'Always false.',
    why: 'The endpoint’s account may see all. The console filters for its users.',
    test: 'server/cloud/simulation/areas/registry/repositories.test.ts',
  },
]
