import { limitType } from '../../../../src/contract/actions/registry/account'
import { expectAll, expectThat, requirePresent } from '../../outcomes'
import { type Context, checksOf } from '../check'
import { missingName } from '../own'

const repositoryOf = ({ world }: Context) =>
  requirePresent(world.repository, 'there is no repository')
const missingRepository = `${missingName}/app`

export const registryReads = [
  ...checksOf('SearchUserRepository', {
    'reponame selects a repository by its exact name': async (context) => {
      const { reponame } = repositoryOf(context)
      const { repoInfo } = await context.api.ok('SearchUserRepository', { reponame })
      const names = repoInfo.map((repository) => repository.reponame)
      expectThat(names.length === 1 && names[0] === reponame, `only ${reponame}`, names)
    },
    'an unknown reponame selects none': async ({ api }) => {
      const { repoInfo, totalCount } = await api.ok('SearchUserRepository', {
        reponame: missingRepository,
      })
      expectThat(repoInfo.length === 0 && totalCount === 0, 'no repository', repoInfo)
    },
    'public selects public or private repositories': async ({ api }) => {
      const totals: number[] = []
      for (const value of ['0', '1'] as const) {
        const { repoInfo, totalCount } = await api.ok('SearchUserRepository', {
          public: value,
          limit: 100,
        })
        expectAll(repoInfo, `public ${value}`, (repository) => String(repository.public) === value)
        totals.push(totalCount)
      }
      const { totalCount } = await api.ok('SearchUserRepository', { limit: 1 })
      const sum = totals.reduce((total, count) => total + count, 0)
      expectThat(sum === totalCount, `${totalCount} public and private repositories`, sum)
    },
    'namespace selects repositories': async (context) => {
      const [namespace = ''] = repositoryOf(context).reponame.split('/')
      const { repoInfo } = await context.api.ok('SearchUserRepository', { namespace, limit: 100 })
      expectThat(repoInfo.length > 0, `repositories of ${namespace}`, repoInfo)
      expectAll(repoInfo, `repositories of ${namespace}`, (repository) =>
        repository.reponame.startsWith(`${namespace}/`),
      )
    },
  }),

  ...checksOf('GetRepositoryInfo', {
    'agrees with SearchUserRepository': async (context) => {
      const { reponame, creationTime, description, public: isPublic } = repositoryOf(context)
      const info = await context.api.ok('GetRepositoryInfo', { reponame })
      const expected = { reponame, creationTime, description, public: isPublic }
      for (const [field, value] of Object.entries(expected)) {
        const actual: unknown = Object.entries(info).find(([name]) => name === field)?.[1]
        expectThat(actual === value, `${field} ${value}`, actual)
      }
    },
  }),

  ...checksOf('RepositoryisExists', {
    'says true of a repository, false of an unknown one': async (context) => {
      const { isExist } = await context.api.ok('RepositoryisExists', {
        reponame: missingRepository,
      })
      expectThat(!isExist, `false for ${missingRepository}`, isExist)
      const { reponame } = repositoryOf(context)
      const existing = await context.api.ok('RepositoryisExists', { reponame })
      expectThat(existing.isExist, `true for ${reponame}`, existing.isExist)
    },
  }),

  ...checksOf('GetTagList', {
    'answers the tags of the repository, the last push first': async (context) => {
      const { reponame, tagCount } = repositoryOf(context)
      const answer = await context.api.ok('GetTagList', { reponame, limit: 100 })
      expectThat(answer.reponame === reponame, reponame, answer.reponame)
      expectThat(answer.tagCount === tagCount, `${tagCount} tags`, answer.tagCount)
      const times = answer.tagInfo.map((tag) => tag.pushTime)
      const isSorted = times.every((time, index) => index === 0 || time <= (times[index - 1] ?? ''))
      expectThat(isSorted, 'descending pushTime', times)
    },
    'tag searches within tag names': async (context) => {
      const { reponame } = repositoryOf(context)
      const { tagInfo } = await context.api.ok('GetTagList', { reponame })
      const { tagName } = requirePresent(tagInfo[0], 'there is no tag')
      const searched = await context.api.ok('GetTagList', { reponame, tag: tagName, limit: 100 })
      const names = searched.tagInfo.map((tag) => tag.tagName)
      expectThat(names.includes(tagName), `${tagName} among the tags`, names)
      expectAll(names, `tags with ${tagName} in their names`, (name) => name.includes(tagName))
      const none = await context.api.ok('GetTagList', { reponame, tag: missingName })
      expectThat(none.tagInfo.length === 0, `no tag ${missingName}`, none.tagInfo)
    },
  }),

  ...checksOf('GetAutoDelStrategy', {
    'counts its rows, all of the repository': async (context) => {
      const { reponame } = repositoryOf(context)
      const answer = await context.api.ok('GetAutoDelStrategy', { reponame })
      const count = answer.strategyInfo.length
      expectThat(answer.totalCount === count, `a total of ${count}`, answer.totalCount)
      expectAll(
        answer.strategyInfo,
        `strategies of ${reponame}`,
        (repository) => repository.reponame === reponame,
      )
    },
  }),

  ...checksOf('GetLimit', {
    'lists each quota once': async ({ api }) => {
      const { limitInfo } = await api.ok('GetLimit', {})
      const types = limitInfo.map((limit) => limit.type).sort()
      const expected = [...limitType._zod.values].map(String).sort()
      expectThat(types.join() === expected.join(), expected.join(), types)
      expectAll(limitInfo, 'a positive value', (item) => item.value > 0)
    },
  }),

  ...checksOf('ListTrigger', {
    'an unknown triggerName or reponame selects none': async ({ api }) => {
      for (const filter of [{ triggerName: missingName }, { reponame: missingRepository }]) {
        const { triggerInfo, totalCount } = await api.ok('ListTrigger', filter)
        expectThat(triggerInfo.length === 0 && totalCount === 0, 'no trigger', triggerInfo)
      }
    },
    'triggerName and reponame select triggers': async ({ api, world }) => {
      const { triggerName, repoName } = requirePresent(world.triggers[0], 'there is no trigger')
      const byName = await api.ok('ListTrigger', { triggerName })
      expectAll(byName.triggerInfo, triggerName, (trigger) => trigger.triggerName === triggerName)
      expectThat(byName.totalCount === 1, 'a total of 1', byName.totalCount)
      const ofRepository = await api.ok('ListTrigger', { reponame: repoName, limit: 100 })
      expectThat(ofRepository.totalCount > 0, `triggers of ${repoName}`, ofRepository)
      expectAll(ofRepository.triggerInfo, repoName, (trigger) => trigger.repoName === repoName)
    },
    'the reserved fields have their only values': async ({ api }) => {
      const { triggerInfo } = await api.ok('ListTrigger', {})
      requirePresent(triggerInfo[0], 'there is no trigger')
      expectAll(
        triggerInfo,
        'IMAGE_PUSH and SERVICE_UPDATE',
        (trigger) =>
          trigger.invokeSource === 'IMAGE_PUSH' && trigger.invokeAction === 'SERVICE_UPDATE',
      )
    },
  }),
]
