import { expectThat, requirePresent } from '../../outcomes'
import { type Check, type Context, checksOf } from '../check'
import { missingName } from '../own'
import { create, ownRepository, repositoryName, requireCreated } from './own'
import { tagQuotaChecks } from './quotas'

const description = '@镜像 & = +'
/** Tag of the image that the run copies into its repository. */
export const copiedTag = 'v_1'

async function rowOf(context: Context) {
  const { repoInfo } = await context.api.ok('SearchUserRepository', {
    reponame: repositoryName(context.own.name),
  })
  return repoInfo[0]
}

const tagsOf = async (context: Context) => {
  const answer = await context.api.ok('GetTagList', { ...ownRepository(context), limit: 100 })
  return answer.tagInfo.map((item) => item.tagName)
}

const favoritesOf = async ({ api }: Context) =>
  (await api.ok('GetFavor', { limit: 100 })).repoInfo.map((repository) => repository.reponame)

export const registryCreation: readonly Check[] = [
  ...checksOf('CreateCCRNamespace', {
    'a new namespace exists': async (context) => {
      const { api, own } = context
      await create(context, 'registry namespace', () =>
        api.ok('CreateCCRNamespace', { namespace: own.name }),
      )
      const { namespaceInfo } = await api.ok('GetNamespaceInfo', { namespace: own.name })
      const names = namespaceInfo.map((namespace) => namespace.namespace)
      expectThat(names.includes(own.name), own.name, names)
    },
    'refuses a name that exists': async ({ api, own, ...context }) => {
      requireCreated({ api, own, ...context }, 'registry namespace')
      await api.refused('CreateCCRNamespace', { namespace: own.name }, [5100], 'a taken name')
    },
  }),

  ...checksOf('CreateRepository', {
    'a new repository exists, is listed and has no tags': async (context) => {
      requireCreated(context, 'registry namespace')
      const { api, own } = context
      const reponame = repositoryName(own.name)
      await create(context, 'repository', () =>
        api.ok('CreateRepository', { reponame, public: 0, description }),
      )
      const { isExist } = await api.ok('RepositoryisExists', { reponame })
      expectThat(isExist, 'isExist true', isExist)
      const info = await api.ok('GetRepositoryInfo', { reponame })
      expectThat(info.description === description, description, info.description)
      expectThat(info.public === 0, 'public 0', info.public)
      const row = await rowOf(context)
      expectThat(row?.tagCount === 0, `${reponame} with tagCount 0`, row)
      const tags = await tagsOf(context)
      expectThat(tags.length === 0, 'no tag', tags)
    },
    'refuses a name that exists': async (context) => {
      const params = { ...ownRepository(context), public: 0 }
      await context.api.refused('CreateRepository', params, [5100], 'a name that exists')
    },
  }),
]

export const registryChanges: readonly Check[] = [
  ...checksOf('UpdateRepositoryDesc', {
    'changes the description; an empty one removes it': async (context) => {
      const params = ownRepository(context)
      for (const text of ['@第二', '']) {
        await context.api.ok('UpdateRepositoryDesc', { ...params, description: text })
        const info = await context.api.ok('GetRepositoryInfo', params)
        expectThat(info.description === text, `description "${text}"`, info.description)
      }
    },
  }),

  ...checksOf('UpdateRepositoryPublic', {
    'changes the access, by which SearchUserRepository selects': async (context) => {
      const params = ownRepository(context)
      for (const value of [1, 0] as const) {
        await context.api.ok('UpdateRepositoryPublic', { ...params, public: value })
        const info = await context.api.ok('GetRepositoryInfo', params)
        expectThat(info.public === value, `public ${value}`, info.public)
        const { totalCount } = await context.api.ok('SearchUserRepository', {
          ...params,
          public: value === 1 ? '1' : '0',
        })
        expectThat(totalCount === 1, `one repository with public ${value}`, totalCount)
      }
    },
  }),

  ...checksOf('DuplicateImage', {
    'refuses an unknown source tag': async (context) => {
      const { reponame } = ownRepository(context)
      const params = {
        src_image: `${reponame}:${missingName}`,
        dest_image: `${reponame}:${copiedTag}`,
      }
      await context.api.refused('DuplicateImage', params, [5000], 'an unknown tag')
    },
    'copies an image, which has the same digest': async (context) => {
      const { reponame } = ownRepository(context)
      const { api, world } = context
      const source = requirePresent(
        world.repository?.reponame,
        'there is no repository with an image',
      )
      const { tagInfo } = await api.ok('GetTagList', { reponame: source })
      const { tagName, imageId } = requirePresent(tagInfo[0], 'there is no image to copy')
      await create(context, 'tag', () =>
        api.ok('DuplicateImage', {
          src_image: `${source}:${tagName}`,
          dest_image: `${reponame}:${copiedTag}`,
        }),
      )
      const copied = (await api.ok('GetTagList', { reponame })).tagInfo[0]
      expectThat(copied?.tagName === copiedTag, copiedTag, copied?.tagName)
      expectThat(copied?.imageId === imageId, `imageId ${imageId}`, copied?.imageId)
      const row = await rowOf(context)
      expectThat(row?.tagCount === 1, 'tagCount 1', row?.tagCount)
    },
  }),

  ...tagQuotaChecks(copiedTag),

  ...checksOf('BatchDeleteTag', {
    'deletes a tag, and then all others': async (context) => {
      requireCreated(context, 'tag')
      const { reponame } = ownRepository(context)
      const first = requirePresent((await tagsOf(context))[0], 'the repository has no tag')
      await context.api.ok('BatchDeleteTag', { reponame, tags: [first] })
      let otherTags = await tagsOf(context)
      expectThat(!otherTags.includes(first), `no tag ${first}`, otherTags)
      for (let page = 0; page < 3 && otherTags.length > 0; page += 1) {
        await context.api.ok('BatchDeleteTag', { reponame, tags: otherTags })
        otherTags = await tagsOf(context)
      }
      const tags = await tagsOf(context)
      expectThat(tags.length === 0, 'no tag', tags)
      context.own.exists.delete('tag')
    },
  }),

  ...checksOf('SetAutoDelStrategy', {
    'GetAutoDelStrategy answers the new strategy, and only that': async (context) => {
      const { reponame } = ownRepository(context)
      for (const [type, val] of [
        ['keep_last_days', 30],
        ['keep_last_nums', 50],
      ] as const) {
        await context.api.ok('SetAutoDelStrategy', { reponame, type, val })
        const { strategyInfo } = await context.api.ok('GetAutoDelStrategy', { reponame })
        const enabled = strategyInfo.filter((strategy) => strategy.valid === 1)
        const isSame = enabled.length === 1 && enabled[0]?.type === type
        expectThat(isSame && enabled[0]?.value === val, `only ${type} ${val}`, strategyInfo)
      }
    },
  }),

  ...checksOf('CloseAutoDelStrategy', {
    'disables the strategy, and refuses to do so again': async (context) => {
      const params = ownRepository(context)
      await context.api.ok('CloseAutoDelStrategy', params)
      const { strategyInfo } = await context.api.ok('GetAutoDelStrategy', params)
      const enabled = strategyInfo.filter((strategy) => strategy.valid === 1)
      expectThat(enabled.length === 0, 'no enabled strategy', strategyInfo)
      await context.api.refused('CloseAutoDelStrategy', params, [5100], 'no enabled strategy')
    },
  }),

  ...checksOf('AddFavor', {
    'a favorite is listed': async (context) => {
      const { reponame } = ownRepository(context)
      await context.api.ok('AddFavor', { reponame, repotype: 'QCLOUD HUB' })
      const names = await favoritesOf(context)
      expectThat(names.includes(reponame), reponame, names)
    },
  }),

  ...checksOf('DeleteFavor', {
    'a deleted favorite is no longer listed': async (context) => {
      const { reponame } = ownRepository(context)
      await context.api.ok('DeleteFavor', { reponame, repotype: 'QCLOUD HUB' })
      const names = await favoritesOf(context)
      expectThat(!names.includes(reponame), `no ${reponame}`, names)
    },
  }),

  ...checksOf('BatchDeleteFavor', {
    'deleted favorites are no longer listed': async (context) => {
      const favorite = { ...ownRepository(context), repotype: 'QCLOUD HUB' } as const
      await context.api.ok('AddFavor', favorite)
      await context.api.ok('BatchDeleteFavor', { favors: [favorite] })
      const names = await favoritesOf(context)
      expectThat(!names.includes(favorite.reponame), `no ${favorite.reponame}`, names)
    },
  }),
]

export const registryDeletion: readonly Check[] = [
  ...checksOf('BatchDeleteRepository', {
    'a deleted repository does not exist': async (context) => {
      const { api } = context
      const { reponame } = ownRepository(context)
      await api.ok('BatchDeleteRepository', { reponames: [reponame] })
      const { isExist } = await api.ok('RepositoryisExists', { reponame })
      expectThat(!isExist, 'isExist false', isExist)
      context.own.exists.delete('repository')
      const row = await rowOf(context)
      expectThat(row === undefined, `no ${reponame}`, row)
    },
  }),

  ...checksOf('DeleteUserNamespace', {
    'a deleted namespace is no longer listed': async (context) => {
      requireCreated(context, 'registry namespace')
      const { api, own } = context
      await api.ok('DeleteUserNamespace', { namespace: own.name })
      own.exists.delete('registry namespace')
      const { namespaceInfo } = await api.ok('GetNamespaceInfo', { namespace: own.name })
      expectThat(namespaceInfo.length === 0, `no ${own.name}`, namespaceInfo)
    },
  }),
]
