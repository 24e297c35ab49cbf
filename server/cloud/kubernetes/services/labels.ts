import { invalid } from '../../apiError'
import type { Handlers } from '../../backend'
import type { Clusters } from '../clusters/find'
import type { Deployment } from '../objects/deployment'
import { selectorLabel } from '../specs/deployment'
import { changeableService } from './find'
import { patchDeployment } from './patch'

/** All labels of a service, and separately its system and user labels. */
export function labelsOf({ metadata: { labels = {} } }: Pick<Deployment, 'metadata'>) {
  const { [selectorLabel]: own, ...userLabels } = labels
  return { labels, sysLabels: own === undefined ? {} : { [selectorLabel]: own }, userLabels }
}

/**
 * Whether the API can express the key; other keys, such as `app.kubernetes.io/name`, stay
 * unchanged.
 */
const isSpellable = (key: string) => /^[A-Za-z0-9]([-A-Za-z0-9]{0,61}[A-Za-z0-9])?$/.test(key)

export const labelWrites = (clusters: Clusters) =>
  ({
    ModifyServiceLabels: async (params, context) => {
      const { cluster, deployment } = await changeableService(clusters, params, context)
      const { sysLabels, userLabels } = labelsOf(deployment)
      const requestedLabels = { ...params.labels }
      const requestedSystemLabel = requestedLabels[selectorLabel]
      if (requestedSystemLabel !== undefined && requestedSystemLabel !== sysLabels[selectorLabel]) {
        throw invalid(
          `labels.${selectorLabel}`,
          'is a label of the system, which cannot be changed',
        )
      }
      const removedKeys = Object.keys(userLabels).filter(isSpellable)
      const labels = {
        ...Object.fromEntries(removedKeys.map((key) => [key, null])),
        ...requestedLabels,
      }
      await patchDeployment(cluster, deployment, { metadata: { labels } })
      const { namespace, name } = deployment.metadata
      return labelsOf(cluster.cache.deployments.get(namespace, name) ?? deployment)
    },
  }) satisfies Handlers
