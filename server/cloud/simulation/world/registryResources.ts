import type { DecodedOf, ResponseOf } from '../../../../src/contract/action'
import type { ListTriggerLog } from '../../../../src/contract/actions/registry/registryBeyond'
import type { AddUpdateServiceTrigger } from '../../../../src/contract/actions/registry/triggers'
import type { Strategy as Kept } from '../../../../src/contract/rules/retention'
import type { Thing } from './resources'

/** Resources of the registry; they belong to the account, not to a region. */

/**
 * Registry settings of the account; the ID is `account`. Passwords are not stored, because no
 * action reads them.
 */
export interface Registry extends Thing {
  limits: { namespace: number; repo: number; tag: number; triggers: number }
  passwordChangedAt?: number | undefined
}

export interface RegistryNamespace extends Thing {
  createdAt: number
}

interface Strategy extends Kept {
  /** Disabled strategies are kept: the API returns them with `valid` 0. */
  valid: boolean
  createdAt: number
}

/** The ID is `namespace/name`. */
export interface Repository extends Thing {
  namespace: string
  public: 0 | 1
  description: string
  createdAt: number
  updatedAt: number
  pulls: number
  /** Number of other users who have marked it as a favourite. */
  favouredBy: number
  strategy?: Strategy | undefined
}

/** The ID is `namespace/name:tag`. */
export interface Tag extends Thing {
  reponame: string
  name: string
  /** The API's `id`: numbers the tags of a repository in the order of their first push. */
  number: number
  /** Of the manifest, `sha256:…`. */
  digest: string
  /** Of the image, `sha256:…`. */
  imageId: string
  sizeByte: number
  author: string
  architecture: string
  dockerVersion: string
  os: string
  /** When the image was built. */
  builtAt: number
  updatedAt: number
  pushedAt: number
}

/** A favourite of the user; the ID is the type and the name. */
export interface Favourite extends Thing {
  reponame: string
  repotype: 'QCLOUD HUB' | 'DOCKER HUB'
  createdAt: number
}

type NewTrigger = DecodedOf<typeof AddUpdateServiceTrigger>

/** The ID is the name. */
export interface Trigger extends Thing {
  reponame: string
  condition: { invokeMethod: NewTrigger['invokeMethod']; invokeExpr: string }
  target: Pick<
    NewTrigger,
    'serviceName' | 'clusterId' | 'namespace' | 'containerName' | 'clusterRegion'
  >
  createdAt: number
  updatedAt: number
}

/** A run of a trigger. */
export interface TriggerLog extends Thing {
  reponame: string
  at: number
  fired: Pick<
    ResponseOf<typeof ListTriggerLog>['logInfo'][number],
    'triggerName' | 'tagName' | 'invokeCondition' | 'invokePara' | 'invokeResult'
  >
}

export interface RegistryThings {
  registry: Registry
  registryNamespace: RegistryNamespace
  repository: Repository
  tag: Tag
  favourite: Favourite
  trigger: Trigger
  triggerLog: TriggerLog
}
