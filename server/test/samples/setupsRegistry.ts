import type { SampleWorld } from './sampleWorld'

type Setup = (world: SampleWorld) => Promise<Readonly<Record<string, string>>>

async function prepare({ call }: SampleWorld, ...reponames: string[]): Promise<void> {
  const { namespaceInfo } = await call('GetNamespaceInfo', {})
  const registryNamespaces = new Set(namespaceInfo.map((namespace) => namespace.namespace))
  for (const namespace of new Set(reponames.map((name) => name.split('/')[0] ?? ''))) {
    if (!registryNamespaces.has(namespace)) await call('CreateCCRNamespace', { namespace })
  }
  for (const reponame of reponames) await call('CreateRepository', { reponame, public: 1 })
}

export const withRepositories =
  (...reponames: string[]): Setup =>
  async (world) => {
    await prepare(world, ...reponames)
    return {}
  }

export const withRegistryNamespace: Setup = async ({ call }) => {
  await call('CreateCCRNamespace', { namespace: 'test' })
  return {}
}

/** The API has no push: tags are copies of a seeded one. */
export const withTags =
  (reponame: string, ...tags: string[]): Setup =>
  async (world) => {
    const { call } = world
    const { repoInfo } = await call('SearchUserRepository', {})
    const source = repoInfo.find((repository) => repository.tagCount > 0)?.reponame ?? ''
    const { tagInfo } = await call('GetTagList', { reponame: source })
    await prepare(world, reponame)
    for (const tag of tags) {
      const src_image = `${source}:${tagInfo[0]?.tagName}`
      await call('DuplicateImage', { src_image, dest_image: `${reponame}:${tag}` })
    }
    return {}
  }

export const withStrategy: Setup = async (world) => {
  const reponame = 'test/kube_test'
  await prepare(world, reponame)
  await world.call('SetAutoDelStrategy', { reponame, type: 'keep_last_nums', val: 10 })
  return {}
}

export const withTrigger: Setup = async (world) => {
  const { call, clusterId } = world
  const reponame = 'test/kube_test'
  await world.service('nginx-test')
  await prepare(world, reponame)
  await call('AddUpdateServiceTrigger', {
    triggerName: 'trigger_test',
    reponame,
    invokeMethod: 'all',
    clusterId,
    namespace: 'default',
    serviceName: 'nginx-test',
    containerName: 'nginx-test',
    clusterRegion: 1,
  })
  return { clusterId }
}
