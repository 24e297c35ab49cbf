import type { RequestOf } from '../../../src/contract/action'
import type { CreateClusterService } from '../../../src/contract/actions/services/services'
import type { Correction } from './sampleRequest'
import type { SampleWorld } from './sampleWorld'

export const inCluster = async ({ clusterId }: SampleWorld) => ({ clusterId })

export const withService =
  (name: string, containers?: RequestOf<typeof CreateClusterService>['containers']) =>
  async (world: SampleWorld) => {
    await world.service(name, containers && { containers })
    return { clusterId: world.clusterId }
  }

export const withNamespaces =
  (...names: string[]) =>
  async ({ call, clusterId }: SampleWorld) => {
    for (const name of names) {
      await call('CreateClusterNamespace', { clusterId, name, description: 'test' })
    }
    return { clusterId }
  }

/** Parameters that the section's own table requires but its sample omits. */
export const required = (params: Readonly<Record<string, string>>): Correction[] =>
  Object.entries(params).map(([name, value]) => ({ name, value, because: 'required by the table' }))

export const lacksCluster: Correction = {
  name: 'clusterId',
  value: ({ clusterId }) => clusterId,
  because: 'required by the table; the sample is of a time when clusters went by their names',
}
