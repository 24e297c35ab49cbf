import type { ActionName } from '../index'
import type { PublicCode } from './publicCodes'

interface Refusal {
  code: PublicCode
  meaning: string
  /** Code in front of the message (api-facts.md 1.2). */
  moduleCode?: number
}

/**
 * Refusals of single actions by `codeDesc`. The API document has the codes (公共错误码) but no list of
 * `codeDesc`: ClusterNotReadyError and ConflictWithOtherClusterCIDR are the vendor's (api-facts.md
 * 1.3), the others are ours, some after those of the API's successor.
 */
export const refusals = {
  ClusterNotFound: { code: 5000, meaning: 'The cluster doesn’t exist in the region.' },
  NamespaceNotFound: { code: 5000, meaning: 'The namespace doesn’t exist.' },
  ServiceNotFound: { code: 5000, meaning: 'The service doesn’t exist.' },
  InstanceNotFound: { code: 5000, meaning: 'The node or machine doesn’t exist.' },
  PodNotFound: { code: 5000, meaning: 'The instance doesn’t exist.' },
  ContainerNotFound: { code: 5000, meaning: 'The instance has no container of this name.' },
  TaskNotFound: { code: 5000, meaning: 'The task doesn’t exist.' },
  KeyPairNotFound: { code: 5000, meaning: 'The key pair doesn’t exist in the region.' },
  SecurityGroupNotFound: { code: 5000, meaning: 'The security group doesn’t exist in the region.' },
  'InvalidVpc.NotFound': { code: 5000, meaning: 'The VPC doesn’t exist in the region.' },
  'InvalidSubnet.NotFound': { code: 5000, meaning: 'The subnet doesn’t exist in the VPC.' },
  RepositoryNotFound: { code: 5000, meaning: 'The repository doesn’t exist.' },
  TagNotFound: { code: 5000, meaning: 'The tag doesn’t exist.' },
  TriggerNotFound: { code: 5000, meaning: 'The trigger doesn’t exist.' },
  FavouriteNotFound: { code: 5000, meaning: 'The repository is no favorite.' },

  ConflictWithVpcCIDR: {
    code: 4000,
    moduleCode: -10013,
    meaning: 'The CIDR overlaps that of the VPC.',
  },
  ConflictWithOtherClusterCIDR: {
    code: 4000,
    moduleCode: -10013,
    meaning: 'The CIDR overlaps that of another cluster in the VPC.',
  },

  ClusterNotReadyError: { code: 5100, meaning: 'The status of the cluster forbids the action.' },
  QuotaMaxClsLimit: { code: 5100, meaning: 'The account has reached its quota of clusters.' },
  QuotaMaxNodLimit: { code: 5100, meaning: 'The cluster has reached its quota of nodes.' },
  QuotaMaxNamespaceLimit: {
    code: 5100,
    meaning: 'The account has reached its quota of registry namespaces.',
  },
  QuotaMaxRepoLimit: { code: 5100, meaning: 'The account has reached its quota of repositories.' },
  QuotaMaxTagLimit: { code: 5100, meaning: 'The repository has reached its quota of tags.' },
  QuotaMaxTriggerLimit: { code: 5100, meaning: 'The account has reached its quota of triggers.' },
  ClusterCIDRNotEnough: { code: 5100, meaning: 'The CIDR has no addresses for another node.' },
  SubnetIPNotEnough: { code: 5100, meaning: 'The subnet has no free address.' },
  ServiceIPNotEnough: { code: 5100, meaning: 'The CIDR has no address for another service.' },
  NodePortAlreadyAllocated: { code: 5100, meaning: 'Another service uses the node port.' },
  NodePortNotEnough: { code: 5100, meaning: 'All node ports of the cluster are taken.' },
  NamespaceAlreadyExists: { code: 5100, meaning: 'The cluster has a namespace of this name.' },
  NamespaceProtected: { code: 5100, meaning: 'default and kube-system can’t be deleted.' },
  NamespaceTerminating: { code: 5100, meaning: 'The namespace is being deleted.' },
  NamespacePreserved: { code: 5100, meaning: 'The vendor reserves the name.' },
  ResourceExistAlready: { code: 5100, meaning: 'A resource of this name exists.' },
  ServiceDeleting: { code: 5100, meaning: 'The service is being deleted.' },
  ServicePaused: { code: 5100, meaning: 'The service is paused already.' },
  ServiceNotPaused: { code: 5100, meaning: 'The service isn’t paused.' },
  ServiceRollbackNotFound: { code: 5100, meaning: 'The service has not been updated.' },
  StrategyNotFound: { code: 5100, meaning: 'The repository has no enabled strategy.' },
  InstancePrepaid: { code: 5100, meaning: 'The machine is prepaid.' },
  InstanceSizeNotSold: { code: 5200, meaning: 'The family has no machine of this size.' },
} as const satisfies Readonly<Record<string, Refusal>>

export type RefusalName = keyof typeof refusals

/** Codes of purchases: sold out, balance too low, account not verified. */
const purchaseCodes = [5200, 5300, 5500] as const

export interface ActionRefusals {
  refusals: readonly RefusalName[]
  /** Public codes beyond `commonCodes`. */
  codes?: readonly PublicCode[]
}

/** Public codes that every action can return. */
export const commonCodes = [
  4000, 4100, 4101, 4102, 4104, 4105, 4110, 4300, 4400, 4500, 4600, 6000, 6100, 6200,
] as const satisfies readonly PublicCode[]

const only = (...names: RefusalName[]): ActionRefusals => ({ refusals: names })

const ofCluster = only('ClusterNotFound')
const ofNode = only('ClusterNotFound', 'InstanceNotFound')
const ofNamespace = only('ClusterNotFound', 'NamespaceNotFound')
const ofService = only('ClusterNotFound', 'NamespaceNotFound', 'ServiceNotFound')
const serviceWrite = only(...ofService.refusals, 'ServiceDeleting')
const ofRepository = only('RepositoryNotFound')
const nothing = only()

const accessRefusals = [
  'NodePortAlreadyAllocated',
  'NodePortNotEnough',
  'ServiceIPNotEnough',
  'SubnetIPNotEnough',
] as const

const purchaseRefusals = [
  'InvalidSubnet.NotFound',
  'KeyPairNotFound',
  'SecurityGroupNotFound',
  'SubnetIPNotEnough',
  'ClusterCIDRNotEnough',
  'InstanceSizeNotSold',
] as const

/**
 * Refusals of each action beyond those that follow from its other facts: the status of its cluster
 * (`clusterConditions`) and quotas (`quotas`).
 */
export const refusalsByAction: Readonly<Record<ActionName, ActionRefusals>> = {
  DescribeCluster: nothing,
  CreateCluster: {
    refusals: [
      ...purchaseRefusals,
      'InvalidVpc.NotFound',
      'ConflictWithVpcCIDR',
      'ConflictWithOtherClusterCIDR',
    ],
    codes: purchaseCodes,
  },
  DeleteCluster: ofCluster,
  DescribeClusterInstances: ofCluster,
  AddClusterInstances: {
    refusals: ['ClusterNotFound', ...purchaseRefusals],
    codes: purchaseCodes,
  },
  DeleteClusterInstances: ofNode,
  AddClusterInstancesFromExistedCvm: only(
    'ClusterNotFound',
    'KeyPairNotFound',
    'ClusterCIDRNotEnough',
  ),
  ModifyClusterNodeLabel: ofNode,
  CheckClusterCIDR: only(
    'InvalidVpc.NotFound',
    'ConflictWithVpcCIDR',
    'ConflictWithOtherClusterCIDR',
  ),
  DescribeClusterRequestLimitInfo: ofCluster,
  ModifyClusterAttributes: ofCluster,
  ModifyClusterNodeSchedulable: ofNode,
  DrainClusterNode: ofNode,

  DescribeClusterNameSpaces: ofCluster,
  CreateClusterNamespace: only('ClusterNotFound', 'NamespaceAlreadyExists'),
  DeleteClusterNamespace: only('ClusterNotFound', 'NamespaceNotFound', 'NamespaceProtected'),
  ModifyNamespaceDescription: ofNamespace,
  DescribeClusterTaskResult: only('TaskNotFound'),

  DescribeClusterService: ofNamespace,
  DescribeClusterServiceInfo: ofService,
  DescribeClusterServiceText: ofService,
  DescribeServiceEvent: ofService,
  CreateClusterService: only(
    ...ofNamespace.refusals,
    'NamespaceTerminating',
    'ResourceExistAlready',
    ...accessRefusals,
  ),
  ModifyClusterService: only(...serviceWrite.refusals, ...accessRefusals),
  ModifyClusterServiceImage: serviceWrite,
  ModifyServiceDescription: serviceWrite,
  ModifyServiceLabels: serviceWrite,
  PauseClusterService: only(...serviceWrite.refusals, 'ServicePaused'),
  ResumeClusterService: only(...serviceWrite.refusals, 'ServiceNotPaused'),
  RollBackClusterService: only(
    ...serviceWrite.refusals,
    'ServiceRollbackNotFound',
    ...accessRefusals,
  ),
  RedeployClusterService: serviceWrite,
  DeleteClusterService: serviceWrite,
  DescribeServiceInstance: ofService,
  ModifyServiceReplicas: serviceWrite,
  DeleteInstances: ofNamespace,
  DescribeInstanceLog: only(...ofService.refusals, 'PodNotFound', 'ContainerNotFound'),

  GetMonitorData: nothing,

  ChangePassword: nothing,
  GetLimit: nothing,
  SearchUserRepository: nothing,
  GetRepositoryInfo: ofRepository,
  RepositoryisExists: nothing,
  CreateRepository: only('NamespaceNotFound', 'ResourceExistAlready'),
  BatchDeleteRepository: ofRepository,
  UpdateRepositoryDesc: ofRepository,
  UpdateRepositoryPublic: ofRepository,
  GetTagList: ofRepository,
  DuplicateImage: only('RepositoryNotFound', 'TagNotFound'),
  BatchDeleteTag: only('RepositoryNotFound', 'TagNotFound'),
  GetAutoDelStrategy: ofRepository,
  SetAutoDelStrategy: ofRepository,
  CloseAutoDelStrategy: only('RepositoryNotFound', 'StrategyNotFound'),
  ListTrigger: nothing,
  AddUpdateServiceTrigger: only(
    'RepositoryNotFound',
    'ResourceExistAlready',
    ...ofService.refusals,
  ),
  ModifyUpdateServiceTrigger: only(
    'TriggerNotFound',
    'RepositoryNotFound',
    'ResourceExistAlready',
    ...ofService.refusals,
  ),
  DeleteUpdateServiceTrigger: only('TriggerNotFound'),
  ListTriggerLog: ofRepository,
  GetNamespaceInfo: nothing,
  NamespaceIsExists: nothing,
  CreateCCRNamespace: only('NamespacePreserved', 'ResourceExistAlready'),
  DeleteUserNamespace: only('NamespaceNotFound'),
  GetFavor: nothing,
  AddFavor: ofRepository,
  DeleteFavor: only('FavouriteNotFound'),
  BatchDeleteFavor: only('FavouriteNotFound'),

  DescribeZones: nothing,
  DescribeVpcEx: nothing,
  DescribeSubnetEx: nothing,
  DescribeSecurityGroupEx: nothing,
  DescribeKeyPairs: nothing,
  DescribeCbsStorages: nothing,
  DescribeInstances: nothing,
  DescribeExistedCvmForAddClusterInstances: ofCluster,
  DescribeProject: nothing,
  UpdateInstanceBandwidthHour: only('InstanceNotFound', 'InstancePrepaid'),
}
