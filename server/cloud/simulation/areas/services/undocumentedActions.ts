import { type ScalarTag, stringify, type Tags } from 'yaml'
import { stringifyString } from 'yaml/util'
import type * as contract from '../../../../../src/contract/actions/services/undocumentedActions'
import { needsQuotes, quoteYaml } from '../../../../../src/contract/formats/yamlText'
import { invalid } from '../../../apiError'
import type { Handlers } from '../../handler'
import { labelsOf } from '../../lifecycle/schedule/affinity'
import { fullManifests, requestedManifests } from '../../text/manifests'
import { changeableService, serviceIn } from './find'

/** Quotes texts that a reader of YAML 1.1, such as Kubernetes' tools, or 1.2 could misread. */
const stringTag: ScalarTag = {
  identify: (value) => typeof value === 'string',
  default: true,
  tag: 'tag:yaml.org,2002:str',
  resolve: (value) => value,
  stringify: (item, context, ...rest) =>
    typeof item.value === 'string' && needsQuotes(item.value)
      ? quoteYaml(item.value)
      : stringifyString(item, { ...context, actualString: true }, ...rest),
}
const options = {
  version: '1.1',
  lineWidth: 0,
  aliasDuplicateObjects: false,
  customTags: (tags: Tags): Tags =>
    tags.map((one) => (typeof one === 'object' && one.tag === stringTag.tag ? stringTag : one)),
} as const

const yamlOf = (manifests: readonly unknown[]): string =>
  manifests.map((one) => stringify(one, options)).join('---\n')

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
