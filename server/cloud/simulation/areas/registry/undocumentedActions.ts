import type * as contract from '../../../../../src/contract/actions/registry/undocumentedActions'
import { isRegistryName } from '../../../../../src/contract/formats/registryNames'
import { denied, invalid } from '../../../apiError'
import { beijingTime } from '../../../beijingTime'
import type { Handler, Handlers } from '../../handler'
import type { Favourite } from '../../world/registryResources'
import type { World } from '../../world/world'
import {
  checkLimit,
  existsAlready,
  favouriteId,
  findAll,
  notFoundError,
  registryNamespaceIn,
  removeRepository,
  repositoryIn,
} from './find'
import { repositoryFacts } from './repositories'
import { triggerType } from './triggers'

/** Namespace names that the vendor reserves. */
const reservedNames = ['library', 'paas', 'qcloud', 'tencent', 'tencentyun']

/**
 * Namespace names that are treated as taken by other accounts, so that the refusal can be tested.
 */
const otherAccountNames = ['acme', 'bitnami', 'grafana']

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)

const GetNamespaceInfo: Handler<typeof contract.GetNamespaceInfo> = (params, { world }) => {
  const { namespace = '', offset, limit } = params
  const matches = world
    .all('registryNamespace')
    .filter(({ id }) => id.includes(namespace))
    .sort(byId)
  return {
    namespaceCount: matches.length,
    namespaceInfo: matches.slice(offset, offset + limit).map(({ id, createdAt }) => ({
      namespace: id,
      creationTime: beijingTime(createdAt),
      repoCount: world.ownedBy('repository', id).length,
    })),
  }
}

const isTaken = (world: World, name: string) =>
  otherAccountNames.includes(name) || world.get('registryNamespace', name) !== undefined

const NamespaceIsExists: Handler<typeof contract.NamespaceIsExists> = (
  { namespace },
  { world },
) => ({
  isExist: isTaken(world, namespace),
  isPreserved: reservedNames.includes(namespace),
})

const CreateCCRNamespace: Handler<typeof contract.CreateCCRNamespace> = (
  { namespace },
  { world, now },
) => {
  if (!isRegistryName(namespace)) {
    throw invalid(
      'namespace',
      'must be lower-case letters and digits with single . or _, __ or hyphens between them',
    )
  }
  if (reservedNames.includes(namespace)) {
    throw denied('NamespacePreserved', `namespace ${namespace} is reserved by the vendor`)
  }
  if (isTaken(world, namespace)) throw existsAlready('namespace', namespace)
  checkLimit(world, 'namespace', world.all('registryNamespace').length)
  world.put('registryNamespace', { id: namespace, createdAt: now })
  return {}
}

const DeleteUserNamespace: Handler<typeof contract.DeleteUserNamespace> = (
  { namespace },
  { world },
) => {
  const { id } = registryNamespaceIn(world, namespace)
  for (const repository of world.ownedBy('repository', id)) removeRepository(world, repository.id)
  world.remove('registryNamespace', id)
  return {}
}

const GetFavor: Handler<typeof contract.GetFavor> = ({ offset, limit }, { world }) => {
  const matches = world.all('favourite').sort((a, b) => b.createdAt - a.createdAt || byId(a, b))
  return {
    totalCount: matches.length,
    repoInfo: matches.slice(offset, offset + limit).map(({ reponame, repotype }) => {
      const ownRepository =
        repotype === 'QCLOUD HUB' ? world.get('repository', reponame) : undefined
      const facts = ownRepository && repositoryFacts(world, ownRepository)
      return {
        reponame,
        repotype,
        tagCount: world.ownedBy('tag', ownRepository?.id ?? '').length,
        public: ownRepository?.public ?? 1,
        isQcloudOfficial: facts?.isQcloudOfficial ?? false,
        favorCount: facts?.favorCount ?? 1,
      }
    }),
  }
}

/**
 * Docker Hub names may have one part, e.g. `nginx`. The simulation cannot check whether the
 * repository exists.
 */
const isOnDockerHub = (reponame: string) => {
  const parts = reponame.split('/')
  return parts.length <= 2 && parts.every(isRegistryName)
}

const AddFavor: Handler<typeof contract.AddFavor> = ({ reponame, repotype }, context) => {
  const { world, now } = context
  if (repotype === 'QCLOUD HUB') repositoryIn(context, reponame)
  else if (!isOnDockerHub(reponame)) throw invalid('reponame', 'is not a Docker Hub name')
  const id = favouriteId(repotype, reponame)
  if (!world.get('favourite', id)) {
    world.put('favourite', { id, reponame, repotype, createdAt: now })
  }
  return {}
}

function favouriteIn(world: World, id: string): Favourite {
  const favourite = world.get('favourite', id)
  if (!favourite) throw notFoundError('Favourite', id)
  return favourite
}

const DeleteFavor: Handler<typeof contract.DeleteFavor> = ({ reponame, repotype }, { world }) => {
  world.remove('favourite', favouriteIn(world, favouriteId(repotype, reponame)).id)
  return {}
}

/** Deletes all of the favourites or none. */
const BatchDeleteFavor: Handler<typeof contract.BatchDeleteFavor> = ({ favors }, { world }) => {
  const ids = favors.map(({ reponame, repotype }) => favouriteId(repotype, reponame))
  for (const { id } of findAll(ids, (value) => favouriteIn(world, value)))
    world.remove('favourite', id)
  return {}
}

const ListTriggerLog: Handler<typeof contract.ListTriggerLog> = (params, context) => {
  const { reponame, offset, limit, orderby = 'invoke_time', order = 'desc' } = params
  repositoryIn(context, reponame)
  const sign = order === 'asc' ? 1 : -1
  const matches = context.world.ownedBy('triggerLog', reponame).sort((a, b) => {
    const byName = a.fired.triggerName < b.fired.triggerName ? -1 : 1
    const isByName = orderby === 'trigger_name' && a.fired.triggerName !== b.fired.triggerName
    return sign * (isByName ? byName : a.at - b.at || byId(a, b))
  })
  return {
    totalCount: matches.length,
    logInfo: matches.slice(offset, offset + limit).map(({ at, fired }) => ({
      ...fired,
      ...triggerType,
      repoName: reponame,
      invokeTime: beijingTime(at),
    })),
  }
}

export const undocumentedRegistryActions: Handlers<typeof contract> = {
  GetNamespaceInfo,
  NamespaceIsExists,
  CreateCCRNamespace,
  DeleteUserNamespace,
  GetFavor,
  AddFavor,
  DeleteFavor,
  BatchDeleteFavor,
  ListTriggerLog,
}
