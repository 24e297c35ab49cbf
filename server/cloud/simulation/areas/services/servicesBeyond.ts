import { stringify } from 'yaml'
import type * as contract from '../../../../../src/contract/actions/services/servicesBeyond'
import { invalid } from '../../../apiError'
import type { Handlers } from '../../handler'
import { labelsOf } from '../../lifecycle/schedule/affinity'
import { fullManifests, requestedManifests } from '../../text/manifests'
import { changeableService, serviceIn } from './find'

/** Kubernetes tools read YAML 1.1, where unquoted `on` and `yes` are booleans. */
const yamlOf = (manifests: readonly unknown[]): string =>
  manifests
    .map((one) => stringify(one, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false }))
    .join('---\n')

export const servicesBeyond: Handlers<typeof contract> = {
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
