import type { Action } from '../../../../src/contract/action'
import { isActionName } from '../../../../src/contract/index'
import {
  type RefusalName,
  refusals,
  refusalsByAction,
} from '../../../../src/contract/tables/refusals'
import type { Check, Context } from '../check'
import { missingName } from '../own'
import { anywhere, type TargetResources, validRequests } from '../parameters'

interface Unknown {
  title: string
  /** Parameters, each with the name of a nonexistent resource. */
  params: Readonly<Record<string, unknown>>
}

const repository = `${missingName}/app`

/** For each refusal of an unknown resource, parameters that name a nonexistent one. */
const unknowns: { readonly [N in RefusalName]?: Unknown } = {
  ClusterNotFound: {
    title: 'refuses an unknown cluster',
    params: { clusterId: 'cls-00000000', ClusterId: 'cls-00000000' },
  },
  NamespaceNotFound: {
    title: 'refuses an unknown namespace',
    params: {
      namespace: missingName,
      name: missingName,
      names: [missingName],
      reponame: repository,
    },
  },
  ServiceNotFound: { title: 'refuses an unknown service', params: { serviceName: missingName } },
  InstanceNotFound: {
    title: 'refuses an unknown node',
    params: {
      instanceId: 'ins-00000000',
      InstanceId: 'ins-00000000',
      instanceIds: ['ins-00000000'],
    },
  },
  TaskNotFound: { title: 'refuses an unknown task', params: { requestId: 2_000_000_011 } },
  RepositoryNotFound: {
    title: 'refuses an unknown repository',
    params: { reponame: repository, reponames: [repository], src_image: `${repository}:v1` },
  },
  TagNotFound: { title: 'refuses an unknown tag', params: { tags: [missingName] } },
  TriggerNotFound: { title: 'refuses an unknown trigger', params: { triggerName: missingName } },
  'InvalidVpc.NotFound': { title: 'refuses an unknown VPC', params: { vpcId: 'vpc-00000000' } },
  'InvalidSubnet.NotFound': {
    title: 'refuses an unknown subnet',
    params: { subnetId: 'subnet-00000000' },
  },
  FavouriteNotFound: {
    title: 'refuses an unknown favorite',
    params: { reponame: repository, favors: [{ reponame: repository, repotype: 'QCLOUD HUB' }] },
  },
}

const resourceNotFound = 5000

/** Checks that an action refuses nonexistent resources of each kind. */
export function unknownResourceChecks(
  action: Action,
  placeOf: (context: Context) => TargetResources,
): Check[] {
  const { name } = action
  if (!isActionName(name)) return []
  const valid = validRequests[name]
  if (!valid) return []
  return refusalsByAction[name].refusals.flatMap((refusal): Check[] => {
    const unknown = unknowns[refusal]
    if (!unknown || refusals[refusal].code !== resourceNotFound) return []
    const params: Readonly<Record<string, unknown>> = valid(anywhere)
    const replaced = Object.entries(unknown.params).filter(([param]) => param in params)
    if (replaced.length === 0) return []
    return [
      {
        action: name,
        title: unknown.title,
        run: (context) =>
          context.api.refused(
            name,
            { ...valid(placeOf(context)), ...Object.fromEntries(replaced) },
            [resourceNotFound],
            unknown.title.replace(/^refuses /, ''),
          ),
      },
    ]
  })
}
