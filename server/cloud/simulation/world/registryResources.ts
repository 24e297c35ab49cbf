import type { DecodedOf, ResponseOf } from '../../../../src/contract/action'
import type { ListTriggerLog } from '../../../../src/contract/actions/registry/registryBeyond'
import type { AddUpdateServiceTrigger } from '../../../../src/contract/actions/registry/triggers'
import type { Strategy as Kept } from '../../../../src/contract/rules/retention'
import type { Thing } from './resources'

/** What the cloud remembers of the registry: one for the account, whatever the region. */

/** The account's own facts; its id is `account`. Passwords are not among them: nothing ever asks for one. */
export interface Registry extends Thing {
  limits: { namespace: number; repo: number; tag: number; triggers: number }
  passwordChangedAt?: number | undefined
}

export interface RegistryNamespace extends Thing {
  createdAt: number
}

interface Strategy extends Kept {
  /** Closed ones are kept: the API tells of them with `valid` 0. */
  valid: boolean
  createdAt: number
}

/** Its id is `namespace/name`. */
export interface Repository extends Thing {
  namespace: string
  public: 0 | 1
  description: string
  createdAt: number
  updatedAt: number
  pulls: number
  /** How many others have it among their favourites. */
  favouredBy: number
  strategy?: Strategy | undefined
}

/** Its id is `namespace/name:tag`. */
export interface Tag extends Thing {
  reponame: string
  name: string
  /** The API's `id`: in the order in which tags were first pushed to their repository. */
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

/** What the user has marked; its id is the type and the name. */
export interface Favourite extends Thing {
  reponame: string
  repotype: 'QCLOUD HUB' | 'DOCKER HUB'
  createdAt: number
}

type NewTrigger = DecodedOf<typeof AddUpdateServiceTrigger>

/** Its id is its name. */
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

/** A trigger that has fired. */
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
