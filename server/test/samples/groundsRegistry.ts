import type { Ground } from './ground'

type Before = (ground: Ground) => Promise<Readonly<Record<string, string>>>

async function prepare({ call }: Ground, ...reponames: string[]): Promise<void> {
  const { namespaceInfo } = await call('GetNamespaceInfo', {})
  const known = new Set(namespaceInfo.map((one) => one.namespace))
  for (const namespace of new Set(reponames.map((name) => name.split('/')[0] ?? ''))) {
    if (!known.has(namespace)) await call('CreateCCRNamespace', { namespace })
  }
  for (const reponame of reponames) await call('CreateRepository', { reponame, public: 1 })
}

export const withRepositories =
  (...reponames: string[]): Before =>
  async (ground) => {
    await prepare(ground, ...reponames)
    return {}
  }

export const withRegistryNamespace: Before = async ({ call }) => {
  await call('CreateCCRNamespace', { namespace: 'test' })
  return {}
}

/** The API has no push: tags are copies of a seeded one. */
export const withTags =
  (reponame: string, ...tags: string[]): Before =>
  async (ground) => {
    const { call } = ground
    const { repoInfo } = await call('SearchUserRepository', {})
    const source = repoInfo.find((one) => one.tagCount > 0)?.reponame ?? ''
    const { tagInfo } = await call('GetTagList', { reponame: source })
    await prepare(ground, reponame)
    for (const tag of tags) {
      const src_image = `${source}:${tagInfo[0]?.tagName}`
      await call('DuplicateImage', { src_image, dest_image: `${reponame}:${tag}` })
    }
    return {}
  }

export const withStrategy: Before = async (ground) => {
  const reponame = 'test/kube_test'
  await prepare(ground, reponame)
  await ground.call('SetAutoDelStrategy', { reponame, type: 'keep_last_nums', val: 10 })
  return {}
}

export const withTrigger: Before = async (ground) => {
  const { call, clusterId } = ground
  const reponame = 'test/kube_test'
  await ground.service('nginx-test')
  await prepare(ground, reponame)
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
