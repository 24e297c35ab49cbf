import type { ResponseOf } from '../../../../../src/contract/action'
import type * as contract from '../../../../../src/contract/actions/registry/repositories'
import { registryDomain } from '../../../../../src/contract/formats/registryNames'
import { beijingTime } from '../../../beijingTime'
import type { Handler, Handlers } from '../../handler'
import type { Repository } from '../../world/registryResources'
import type { World } from '../../world/world'
import {
  checkLimit,
  existsAlready,
  favouriteId,
  findAll,
  newReponame,
  registryNamespaceIn,
  removeRepository,
  repositoryIn,
} from './find'

type Info = ResponseOf<typeof contract.SearchUserRepository>['repoInfo'][number]

/** Fields of a repository that several actions return. */
export function repositoryFacts(world: World, repository: Repository) {
  const isUserFavor = world.get('favourite', favouriteId('QCLOUD HUB', repository.id)) !== undefined
  return {
    reponame: repository.id,
    repotype: 'QCLOUD HUB',
    public: repository.public,
    isUserFavor,
    isQcloudOfficial: false,
    favorCount: repository.favouriteCount + (isUserFavor ? 1 : 0),
    pullCount: repository.pulls,
    description: repository.description,
    creationTime: beijingTime(repository.createdAt),
  }
}

const infoOf = (world: World, repository: Repository): Info => ({
  ...repositoryFacts(world, repository),
  tagCount: world.ownedBy('tag', repository.id).length,
  updateTime: beijingTime(repository.updatedAt),
})

const byName = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)

const SearchUserRepository: Handler<typeof contract.SearchUserRepository> = (params, { world }) => {
  const { offset, limit, reponame, namespace } = params
  const matches = (
    namespace === undefined ? world.all('repository') : world.ownedBy('repository', namespace)
  )
    .filter((item) => reponame === undefined || item.id === reponame)
    .filter((item) => params.public === undefined || String(item.public) === params.public)
    .sort(byName)
  return {
    totalCount: matches.length,
    privilegeFiltered: false,
    repoInfo: matches.slice(offset, offset + limit).map((item) => infoOf(world, item)),
    server: registryDomain,
  }
}

const GetRepositoryInfo: Handler<typeof contract.GetRepositoryInfo> = ({ reponame }, context) =>
  repositoryFacts(context.world, repositoryIn(context, reponame))

const RepositoryisExists: Handler<typeof contract.RepositoryisExists> = (
  { reponame },
  { world },
) => ({
  isExist: world.get('repository', reponame) !== undefined,
})

const CreateRepository: Handler<typeof contract.CreateRepository> = (params, { world, now }) => {
  const { reponame, description = '' } = params
  const { namespace } = newReponame('reponame', reponame)
  registryNamespaceIn(world, namespace)
  if (world.get('repository', reponame)) throw existsAlready('repository', reponame)
  checkLimit(world, 'repo', world.all('repository').length)
  world.put('repository', {
    id: reponame,
    namespace,
    public: params.public,
    description,
    createdAt: now,
    updatedAt: now,
    pulls: 0,
    favouriteCount: 0,
  })
  return {}
}

/** Deletes all of the repositories or none. */
const BatchDeleteRepository: Handler<typeof contract.BatchDeleteRepository> = (
  { reponames },
  context,
) => {
  for (const { id } of findAll(reponames, (name) => repositoryIn(context, name))) {
    removeRepository(context.world, id)
  }
  return {}
}

const UpdateRepositoryDesc: Handler<typeof contract.UpdateRepositoryDesc> = (params, context) => {
  const repository = repositoryIn(context, params.reponame)
  const { description } = params
  context.world.put('repository', { ...repository, description, updatedAt: context.now })
  return {}
}

const UpdateRepositoryPublic: Handler<typeof contract.UpdateRepositoryPublic> = (
  params,
  context,
) => {
  const repository = repositoryIn(context, params.reponame)
  context.world.put('repository', {
    ...repository,
    public: params.public,
    updatedAt: context.now,
  })
  return {}
}

export const registryRepositories: Handlers<typeof contract> = {
  SearchUserRepository,
  GetRepositoryInfo,
  RepositoryisExists,
  CreateRepository,
  BatchDeleteRepository,
  UpdateRepositoryDesc,
  UpdateRepositoryPublic,
}
