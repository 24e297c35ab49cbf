import { expectThat, requirePresent } from '../../outcomes'
import { type Check, type Context, checksOf } from '../check'
import { clusterIdOf, create, ownNamespace, requireCreated } from './own'

const description = '@Conformance, 测试 & = + %'

async function namespaceOf(context: Context) {
  const clusterId = clusterIdOf(context)
  const { namespaces } = await context.api.ok('DescribeClusterNameSpaces', { clusterId })
  return namespaces.find((namespace) => namespace.name === context.own.name)
}

export const namespaceCreation: readonly Check[] = checksOf('CreateClusterNamespace', {
  'a new namespace is listed as Active with its description': async (context) => {
    const { api, own } = context
    await create(context, 'namespace', () =>
      api.ok('CreateClusterNamespace', {
        clusterId: clusterIdOf(context),
        name: own.name,
        description,
      }),
    )
    const row = await api.until(
      `${own.name} to be Active`,
      () => namespaceOf(context),
      (namespace) => namespace?.status === 'Active',
    )
    expectThat(row?.description === description, description, row?.description)
  },
  'refuses a name that exists': (context) => {
    const { clusterId, namespace } = ownNamespace(context)
    return context.api.refused(
      'CreateClusterNamespace',
      { clusterId, name: namespace, description },
      [5100],
      'a name that exists',
    )
  },
})

export const namespaceChanges: readonly Check[] = checksOf('ModifyNamespaceDescription', {
  'the new description is listed': async (context) => {
    const { clusterId, namespace } = ownNamespace(context)
    const changeParams = { clusterId, name: namespace, description: '@changed' }
    await context.api.ok('ModifyNamespaceDescription', changeParams)
    const row = requirePresent(await namespaceOf(context), 'the namespace is not listed')
    expectThat(row.description === '@changed', '@changed', row.description)
  },
})

export const namespaceDeletion: readonly Check[] = checksOf('DeleteClusterNamespace', {
  'refuses to delete default and kube-system': async (context) => {
    const clusterId = clusterIdOf(context)
    for (const name of ['default', 'kube-system']) {
      // With the unknown name, nothing is deleted even by an endpoint that permits deleting these
      // namespaces.
      const names = [name, 'gantry-missing']
      await context.api.refused('DeleteClusterNamespace', { clusterId, names }, [5000, 5100], name)
    }
  },
  'a deleted namespace is Terminating, and then gone with its services': async (context) => {
    requireCreated(context, 'namespace')
    const { api, own } = context
    const clusterId = clusterIdOf(context)
    await api.ok('DeleteClusterNamespace', { clusterId, names: [own.name] })
    const deletedNamespace = await namespaceOf(context)
    const isLeaving = deletedNamespace === undefined || deletedNamespace.status === 'Terminating'
    expectThat(isLeaving, 'Terminating, or no namespace', deletedNamespace)
    await api.until(
      `no namespace ${own.name}`,
      () => namespaceOf(context),
      (namespace) => namespace === undefined,
    )
    own.exists.delete('namespace')
    own.exists.delete('service')
    const { services } = await api.ok('DescribeClusterService', { clusterId, allnamespace: 1 })
    const remainingService = services.find((service) => service.namespace === own.name)
    expectThat(remainingService === undefined, `no service in ${own.name}`, remainingService)
  },
})
