import type * as contract from '../../../../../src/contract/actions/services/instances'
import { invalid } from '../../../apiError'
import type { Handler, Handlers } from '../../handler'
import { replacePod } from '../../lifecycle/pod/pod'
import { podViews } from '../../lifecycle/service/view'
import { clusterIn } from '../../refusals'
import { serviceKey } from '../../world/world'
import { namespaceIn } from '../clusters/namespaces'
import { changeableService, putChanged, serviceIn } from './find'

const DescribeServiceInstance: Handler<typeof contract.DescribeServiceInstance> = (
  params,
  context,
) => {
  const { offset, limit } = params
  const seen = podViews(context.world, serviceIn(context, params), context.now)
  return {
    totalCount: seen.length,
    instances: seen.slice(offset, offset + limit).map(({ view }) => view.instance),
  }
}

const ModifyServiceReplicas: Handler<typeof contract.ModifyServiceReplicas> = (params, context) => {
  const service = changeableService(context, params)
  const { scaleTo } = params
  const hasDisk = service.template.volumes?.some((volume) => volume.volumeType === 'cbsDisk')
  if (hasDisk && scaleTo > 1) {
    throw invalid('scaleTo', 'can be 1 at most: a cbsDisk cannot be mounted on several nodes')
  }
  putChanged(context, { ...service, replicas: scaleTo })
  return {}
}

/**
 * The service starts replacements for deleted instances; unknown instance names are returned with a
 * reason (删除服务实例).
 */
const DeleteInstances: Handler<typeof contract.DeleteInstances> = (params, context) => {
  const { world, now } = context
  const cluster = clusterIn(context, params.clusterId)
  namespaceIn(context, cluster.id, params.namespace)
  const successList: string[] = []
  const failures = new Map<string, string>()
  for (const name of new Set(params.instances)) {
    const pod = world.get('pod', `${cluster.id}/${params.namespace}/${name}`)
    const service = pod && world.get('service', serviceKey(cluster.id, pod.namespace, pod.service))
    if (!pod || !service) {
      failures.set(name, `instance ${name} does not exist in namespace ${params.namespace}`)
    } else if (pod.stoppingAt !== undefined) {
      failures.set(name, `instance ${name} is being terminated already`)
    } else {
      replacePod(service, pod, now, context)
      successList.push(name)
    }
  }
  return { successList, failedMap: Object.fromEntries(failures) }
}

export const instances: Handlers<typeof contract> = {
  DescribeServiceInstance,
  ModifyServiceReplicas,
  DeleteInstances,
}
