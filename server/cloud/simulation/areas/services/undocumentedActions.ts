import type * as contract from '../../../../../src/contract/actions/services/undocumentedActions'
import { invalid } from '../../../apiError'
import { yamlOf } from '../../../yaml'
import type { Handlers } from '../../handler'
import { labelsOf } from '../../lifecycle/schedule/affinity'
import { fullManifests, requestedManifests } from '../../text/manifests'
import { changeableService, serviceIn } from './find'

export const undocumentedServiceActions: Handlers<typeof contract> = {
  ModifyServiceLabels: (params, context) => {
    const service = changeableService(context, params)
    const sysLabels = labelsOf(service.name)
    const userLabels = { ...params.labels }
    for (const [key, value] of Object.entries(sysLabels)) {
      if (Object.hasOwn(userLabels, key) && userLabels[key] !== value) {
        throw invalid(`labels.${key}`, 'is a label of the system, which cannot be changed')
      }
      delete userLabels[key]
    }
    context.world.put('service', { ...service, userLabels })
    return { labels: { ...userLabels, ...sysLabels }, sysLabels, userLabels }
  },

  DescribeClusterServiceText: (params, context) => {
    const service = serviceIn(context, params)
    const servicePureText = yamlOf(requestedManifests(service))
    if (params.bSimple === 1) return { servicePureText }
    const full = fullManifests(context.world, service, context.now)
    return { serviceText: yamlOf(full), servicePureText }
  },
}
