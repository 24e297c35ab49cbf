import { expect } from 'vitest'
import { at, listAt, textAt, type VendorStory } from './target'

/** Creates a repository with tags, a retention strategy and a trigger, and deletes it again. */
export async function manageRepository({ client, mark, service }: VendorStory) {
  const { clusterId } = service
  const { ok } = client
  const reponame = `${mark}/kube_test`
  await ok('CreateCCRNamespace', { namespace: mark })
  await ok('CreateRepository', { reponame, public: 0, description: '@镜像' })
  expect(await ok('RepositoryisExists', { reponame })).toMatchObject({
    data: { isExist: true },
  })
  await ok('UpdateRepositoryDesc', { reponame, description: 'second' })
  await ok('UpdateRepositoryPublic', { reponame, public: 1 })
  expect(await ok('GetRepositoryInfo', { reponame })).toMatchObject({
    data: { description: 'second', public: 1 },
  })
  expect(listAt(await ok('GetLimit'), 'data.limitInfo')).toHaveLength(4)
  const repos = listAt(await ok('SearchUserRepository', { limit: 100 }), 'data.repoInfo')
  const taggedRepository = repos.find((repository) => Number(at(repository, 'tagCount')) > 0)
  const from = textAt(taggedRepository, 'reponame')
  const tag = textAt(await ok('GetTagList', { reponame: from }), 'data.tagInfo.0.tagName')
  await ok('DuplicateImage', { src_image: `${from}:${tag}`, dest_image: `${reponame}:v_1` })
  expect(textAt(await ok('GetTagList', { reponame }), 'data.tagInfo.0.tagName')).toBe('v_1')
  await ok('BatchDeleteTag', { reponame, tags: ['v_1'] })
  expect(at(await ok('GetTagList', { reponame }), 'data.tagCount')).toBe(0)
  await ok('SetAutoDelStrategy', { reponame, type: 'keep_last_nums', val: 10 })
  expect(at(await ok('GetAutoDelStrategy', { reponame }), 'data.totalCount')).toBe(1)
  await ok('CloseAutoDelStrategy', { reponame })
  await ok('AddUpdateServiceTrigger', {
    ...service,
    triggerName: mark,
    reponame,
    invokeMethod: 'taglist',
    invokeExpr: 'v1;v2',
    containerName: 'web',
    clusterRegion: at(
      await ok('DescribeCluster', { clusterIds: [clusterId] }),
      'data.clusters.0.regionId',
    ),
  })
  await ok('ModifyUpdateServiceTrigger', { triggerName: mark, invokeMethod: 'all' })
  const triggers = await ok('ListTrigger', { reponame })
  expect(textAt(triggers, 'data.triggerInfo.0.invokeCondition.invokeMethod')).toBe('all')
  await ok('DeleteUpdateServiceTrigger', { triggerName: mark })
  await ok('ChangePassword', { password: 'xxxyyyzzz' })
  await ok('BatchDeleteRepository', { reponames: [reponame] })
  await ok('DeleteUserNamespace', { namespace: mark })
}
