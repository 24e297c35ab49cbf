import type { ActionName } from '../index'
import type { PublicCode } from './publicCodes'

interface Refusal {
  code: PublicCode
  meaning: string
  /** Code before the message (api-facts.md 1.2). */
  moduleCode?: number
}

/**
 * Refusals by `codeDesc`. The API document lists the codes (公共错误码) but no `codeDesc`:
 * ClusterNotReadyError and ConflictWithOtherClusterCIDR are the vendor's (api-facts.md 1.3); the
 * others are our own, some modelled on the API's successor.
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

/** Codes of refused purchases: sold out, balance too low, account not verified. */
const purchaseCodes = [5200, 5300, 5500] as const

export interface ActionRefusals {
  refusals: readonly RefusalName[]
  /** Public codes in addition to `commonCodes`. */
  codes?: readonly PublicCode[]
}

/** Public codes that every action can return. */
export const commonCodes = [
  4000, 4100, 4101, 4102, 4104, 4105, 4110, 4300, 4400, 4500, 4600, 6000, 6100, 6200,
] as const satisfies readonly PublicCode[]

const onlyRefusals = (...names: RefusalName[]): ActionRefusals => ({ refusals: names })

const ofCluster = onlyRefusals('ClusterNotFound')
const ofNode = onlyRefusals('ClusterNotFound', 'InstanceNotFound')
const ofNamespace = onlyRefusals('ClusterNotFound', 'NamespaceNotFound')
const ofService = onlyRefusals('ClusterNotFound', 'NamespaceNotFound', 'ServiceNotFound')
const serviceWrite = onlyRefusals(...ofService.refusals, 'ServiceDeleting')
const ofRepository = onlyRefusals('RepositoryNotFound')
const noRefusals = onlyRefusals()

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
 * Refusals of each action, except those that follow from its other facts: the status of its cluster
 * (`clusterConditions`) and quotas (`quotas`).
 */
export const refusalsByAction: Readonly<Record<ActionName, ActionRefusals>> = {
  DescribeCluster: noRefusals,
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
  AddClusterInstancesFromExistedCvm: onlyRefusals(
    'ClusterNotFound',
    'KeyPairNotFound',
    'ClusterCIDRNotEnough',
  ),
  ModifyClusterNodeLabel: ofNode,
  CheckClusterCIDR: onlyRefusals(
    'InvalidVpc.NotFound',
    'ConflictWithVpcCIDR',
    'ConflictWithOtherClusterCIDR',
  ),
  DescribeClusterRequestLimitInfo: ofCluster,
  ModifyClusterAttributes: ofCluster,
  ModifyClusterNodeSchedulable: ofNode,
  DrainClusterNode: ofNode,

  DescribeClusterNameSpaces: ofCluster,
  CreateClusterNamespace: onlyRefusals('ClusterNotFound', 'NamespaceAlreadyExists'),
  DeleteClusterNamespace: onlyRefusals(
    'ClusterNotFound',
    'NamespaceNotFound',
    'NamespaceProtected',
  ),
  ModifyNamespaceDescription: ofNamespace,
  DescribeClusterTaskResult: onlyRefusals('TaskNotFound'),

  DescribeClusterService: ofNamespace,
  DescribeClusterServiceInfo: ofService,
  DescribeClusterServiceText: ofService,
  DescribeServiceEvent: ofService,
  CreateClusterService: onlyRefusals(
    ...ofNamespace.refusals,
    'NamespaceTerminating',
    'ResourceExistAlready',
    ...accessRefusals,
  ),
  ModifyClusterService: onlyRefusals(...serviceWrite.refusals, ...accessRefusals),
  ModifyClusterServiceImage: serviceWrite,
  ModifyServiceDescription: serviceWrite,
  ModifyServiceLabels: serviceWrite,
  PauseClusterService: onlyRefusals(...serviceWrite.refusals, 'ServicePaused'),
  ResumeClusterService: onlyRefusals(...serviceWrite.refusals, 'ServiceNotPaused'),
  RollBackClusterService: onlyRefusals(
    ...serviceWrite.refusals,
    'ServiceRollbackNotFound',
    ...accessRefusals,
  ),
  RedeployClusterService: serviceWrite,
  DeleteClusterService: serviceWrite,
  DescribeServiceInstance: ofService,
  ModifyServiceReplicas: serviceWrite,
  DeleteInstances: ofNamespace,
  DescribeInstanceLog: onlyRefusals(...ofService.refusals, 'PodNotFound', 'ContainerNotFound'),

  GetMonitorData: noRefusals,

  ChangePassword: noRefusals,
  GetLimit: noRefusals,
  SearchUserRepository: noRefusals,
  GetRepositoryInfo: ofRepository,
  RepositoryisExists: noRefusals,
  CreateRepository: onlyRefusals('NamespaceNotFound', 'ResourceExistAlready'),
  BatchDeleteRepository: ofRepository,
  UpdateRepositoryDesc: ofRepository,
  UpdateRepositoryPublic: ofRepository,
  GetTagList: ofRepository,
  DuplicateImage: onlyRefusals('RepositoryNotFound', 'TagNotFound'),
  BatchDeleteTag: onlyRefusals('RepositoryNotFound', 'TagNotFound'),
  GetAutoDelStrategy: ofRepository,
  SetAutoDelStrategy: ofRepository,
  CloseAutoDelStrategy: onlyRefusals('RepositoryNotFound', 'StrategyNotFound'),
  ListTrigger: noRefusals,
  AddUpdateServiceTrigger: onlyRefusals(
    'RepositoryNotFound',
    'ResourceExistAlready',
    ...ofService.refusals,
  ),
  ModifyUpdateServiceTrigger: onlyRefusals(
    'TriggerNotFound',
    'RepositoryNotFound',
    'ResourceExistAlready',
    ...ofService.refusals,
  ),
  DeleteUpdateServiceTrigger: onlyRefusals('TriggerNotFound'),
  ListTriggerLog: ofRepository,
  GetNamespaceInfo: noRefusals,
  NamespaceIsExists: noRefusals,
  CreateCCRNamespace: onlyRefusals('NamespacePreserved', 'ResourceExistAlready'),
  DeleteUserNamespace: onlyRefusals('NamespaceNotFound'),
  GetFavor: noRefusals,
  AddFavor: ofRepository,
  DeleteFavor: onlyRefusals('FavouriteNotFound'),
  BatchDeleteFavor: onlyRefusals('FavouriteNotFound'),

  DescribeZones: noRefusals,
  DescribeVpcEx: noRefusals,
  DescribeSubnetEx: noRefusals,
  DescribeSecurityGroupEx: noRefusals,
  DescribeKeyPairs: noRefusals,
  DescribeCbsStorages: noRefusals,
  DescribeInstances: noRefusals,
  DescribeExistedCvmForAddClusterInstances: ofCluster,
  DescribeProject: noRefusals,
  UpdateInstanceBandwidthHour: onlyRefusals('InstanceNotFound', 'InstancePrepaid'),
}
