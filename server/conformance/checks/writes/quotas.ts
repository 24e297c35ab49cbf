import type { ActionName } from '../../../../src/contract/index'
import { expectThat, requirePresent, Unchecked } from '../../outcomes'
import { type Check, type Context, checksOf } from '../check'
import type { FilledQuota } from '../own'
import { ownRepository, repositoryName, requireCreated } from './own'
import { triggerSettings } from './triggers'

/** Quotas with more room are not filled, to bound the number of requests. */
const maxRoom = 200

const operationRefused = [5100]

async function quotaOf({ api }: Context, type: FilledQuota | 'tag'): Promise<number> {
  const { limitInfo } = await api.ok('GetLimit', {})
  return requirePresent(
    limitInfo.find((limit) => limit.type === type)?.value,
    `GetLimit answers no quota of type ${type}`,
  )
}

/** Number of resources that may still be created; throws Unchecked if there are too many. */
function roomIn(quota: number, used: number): number {
  const room = quota - used
  expectThat(room >= 0, `at most ${quota}, the quota that GetLimit answers`, used)
  if (room > maxRoom) throw new Unchecked(`the quota has room for ${room} more`)
  return room
}

interface Filling {
  count(context: Context): Promise<number>
  nameOf(context: Context, number: number): string
  creation: ActionName
  paramsOf(context: Context, name: string): Promise<object>
  remove(context: Context, names: string[]): Promise<void>
}

/** How the run fills a quota of the account, and empties it again. */
const fillings: Readonly<Record<FilledQuota, Filling>> = {
  namespace: {
    count: async ({ api }) => (await api.ok('GetNamespaceInfo', { limit: 1 })).namespaceCount,
    nameOf: ({ own }, number) => `${own.name}-${number}`,
    creation: 'CreateCCRNamespace',
    paramsOf: async (_context, namespace) => ({ namespace }),
    remove: async ({ api }, names) => {
      for (const namespace of names) await api.ok('DeleteUserNamespace', { namespace })
    },
  },
  repo: {
    count: async ({ api }) => (await api.ok('SearchUserRepository', { limit: 1 })).totalCount,
    nameOf: ({ own }, number) => `${repositoryName(own.name)}-${number}`,
    creation: 'CreateRepository',
    paramsOf: async (_context, reponame) => ({ reponame, public: 0 }),
    remove: async ({ api }, reponames) => {
      await api.ok('BatchDeleteRepository', { reponames })
    },
  },
  triggers: {
    count: async ({ api }) => (await api.ok('ListTrigger', { limit: 1 })).totalCount,
    nameOf: ({ own }, number) => `${own.name}-${number}`,
    creation: 'AddUpdateServiceTrigger',
    paramsOf: async (context, triggerName) => ({
      ...(await triggerSettings(context)),
      triggerName,
    }),
    remove: async ({ api }, names) => {
      for (const triggerName of names) await api.ok('DeleteUpdateServiceTrigger', { triggerName })
    },
  },
}

/**
 * Creates resources until the quota is full, expects the next one to be refused, and deletes them.
 */
async function fill(context: Context, type: FilledQuota): Promise<void> {
  const { api, own } = context
  const { count, nameOf, creation, paramsOf, remove } = fillings[type]
  const room = roomIn(await quotaOf(context, type), await count(context))
  const names = Array.from({ length: room }, (_, index) => nameOf(context, index + 1))
  for (const name of names) {
    own.filling[type].add(name)
    const { code, message } = await api.request(creation, await paramsOf(context, name))
    expectThat(code === 0, `${creation} to be accepted below the quota`, `${code} ${message}`)
  }
  const next = nameOf(context, room + 1)
  own.filling[type].add(next)
  const params = await paramsOf(context, next)
  await api.refused(creation, params, operationRefused, 'one more than the quota')
  own.filling[type].delete(next)
  if (names.length > 0) await remove(context, names)
  own.filling[type].clear()
}

const tagCount = async (context: Context) =>
  (await context.api.ok('GetTagList', { ...ownRepository(context), limit: 1 })).tagCount

async function duplicate(context: Context, from: string, to: string) {
  const { reponame } = ownRepository(context)
  const images = { src_image: `${reponame}:${from}`, dest_image: `${reponame}:${to}` }
  return context.api.request('DuplicateImage', images)
}

/** The quota of tags, which concerns the run's own repository only. */
export const tagQuotaChecks = (sourceTag: string): readonly Check[] => [
  ...checksOf('DuplicateImage', {
    'refuses a tag beyond the quota of the repository': async (context) => {
      requireCreated(context, 'tag')
      const room = roomIn(await quotaOf(context, 'tag'), await tagCount(context))
      for (let number = 1; number <= room; number += 1) {
        const { code, message } = await duplicate(context, sourceTag, `quota-${number}`)
        expectThat(code === 0, 'a copy to be accepted below the quota', `${code} ${message}`)
      }
      const { code, message } = await duplicate(context, sourceTag, 'quota-exceeded')
      expectThat(code === 5100, 'code 5100 for one tag more', `${code} ${message}`)
    },
  }),

  ...checksOf('SetAutoDelStrategy', {
    'a strategy makes room when the quota of tags is reached': async (context) => {
      requireCreated(context, 'tag')
      const quota = await quotaOf(context, 'tag')
      if ((await tagCount(context)) < quota) throw new Unchecked('the quota is not reached')
      const { reponame } = ownRepository(context)
      const kept = Math.floor(quota / 2)
      await context.api.ok('SetAutoDelStrategy', { reponame, type: 'keep_last_nums', val: kept })
      const { code, message } = await duplicate(context, 'quota-1', 'quota-strategy')
      await context.api.ok('CloseAutoDelStrategy', { reponame })
      expectThat(code === 0, 'a tag beyond the quota to be accepted', `${code} ${message}`)
      const remaining = await tagCount(context)
      expectThat(remaining <= quota, `at most ${quota} tags`, remaining)
      const { tagInfo } = await context.api.ok('GetTagList', { reponame, tag: 'quota-strategy' })
      expectThat(tagInfo.length === 1, 'the new tag', tagInfo)
    },
  }),
]

/** Quotas of the whole account: while they are full, its other users can create nothing either. */
export const accountQuotaChecks: readonly Check[] = [
  ...checksOf('CreateCCRNamespace', {
    'refuses a namespace beyond the quota of the account': (context) => {
      requireCreated(context, 'registry namespace')
      return fill(context, 'namespace')
    },
  }),
  ...checksOf('CreateRepository', {
    'refuses a repository beyond the quota of the account': (context) => {
      requireCreated(context, 'registry namespace')
      return fill(context, 'repo')
    },
  }),
  ...checksOf('AddUpdateServiceTrigger', {
    'refuses a trigger beyond the quota of the account': (context) => {
      requireCreated(context, 'trigger')
      return fill(context, 'triggers')
    },
  }),
]
