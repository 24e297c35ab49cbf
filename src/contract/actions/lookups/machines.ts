import * as z from 'zod/mini'
import { read, write } from '../../action'
import { existingNames } from '../../rules/names'
import { withMeta } from '../../rules/rules'
import {
  clusterId,
  count,
  emptyResponse,
  existingName,
  flag,
  inCluster,
  limit,
  offset,
  time,
} from '../common'

/**
 * Lookups of machines, disks and key pairs for forms; older API dialects without `Version`
 * (api-facts.md 3).
 */

/** Lists SSH key pairs. */
export const DescribeKeyPairs = read({
  name: 'DescribeKeyPairs',
  area: 'lookups',
  host: 'cvm',
  section: 'api-facts.md 3, key pairs (old)',
  undocumented: true,
  scope: 'account',
  lists: { items: 'sshSet', scopedBy: 'account' },
  paging: { items: 'sshSet', total: 'totalCount', limit: 20 },
  request: z.strictObject({
    keyIds: z.optional(existingNames()),
    keyName: z.optional(z.string()),
    projectId: z.optional(z.int()),
    offset: offset(),
    limit: limit(),
  }),
  response: z.object({
    totalCount: count(),
    sshSet: z.array(
      z.object({
        /** `skey-…` */
        keyId: z.string(),
        keyName: z.string(),
        pubkey: z.optional(z.string()),
        /** 0: usable. */
        status: z.optional(z.int()),
        createTime: time(),
      }),
    ),
  }),
})

/** Lists cloud disks, for volumes of type cbsDisk. */
export const DescribeCbsStorages = read({
  name: 'DescribeCbsStorages',
  area: 'lookups',
  host: 'cbs',
  section: 'api-facts.md 3, cloud disks',
  undocumented: true,
  scope: 'account',
  lists: { items: 'storageSet', scopedBy: 'account', machine: 'uInstanceId' },
  flat: true,
  paging: { items: 'storageSet', total: 'totalCount', limit: 20 },
  request: z.strictObject({
    diskType: z.optional(z.enum(['root', 'data'])),
    payMode: z.optional(z.enum(['prePay', 'postPay'])),
    /** 1: can be detached and attached to another machine. */
    portable: z.optional(flag()),
    /** 0: available for mounting. */
    attached: z.optional(flag()),
    projectId: z.optional(z.int()),
    storageIds: z.optional(existingNames()),
    storageType: z.optional(z.enum(['cloudBasic', 'cloudPremium', 'cloudSSD'])),
    zoneId: z.optional(existingName()),
    searchValue: z.optional(z.string()),
    offset: offset(),
    limit: limit(),
  }),
  response: z.object({
    totalCount: count(),
    storageSet: z.array(
      z.object({
        /** `disk-…` */
        storageId: z.string(),
        storageName: z.string(),
        storageType: z.string(),
        /** `normal` for a healthy disk. */
        storageStatus: z.string(),
        storageSize: withMeta(z.int(), { unit: 'GB' }),
        /** Machine that the disk is attached to; empty if none. */
        uInstanceId: z.optional(z.string()),
        diskType: z.string(),
        portable: flag(),
        attached: flag(),
        zoneId: z.optional(z.int()),
        zone: z.optional(z.string()),
        createTime: time(),
      }),
    ),
  }),
})

/**
 * Lists machines inside and outside clusters. The document mentions its parameters (请求结构, 接口请求参数).
 */
export const DescribeInstances = read({
  name: 'DescribeInstances',
  area: 'lookups',
  host: 'cvm',
  section: 'api-facts.md 3, CVM list',
  undocumented: true,
  scope: 'account',
  lists: { items: 'instanceSet', scopedBy: 'account', machine: 'unInstanceId' },
  flat: true,
  paging: { items: 'instanceSet', total: 'totalCount', limit: 20, max: 100 },
  request: z.strictObject({
    /** Unified ids (`ins-…`). */
    instanceIds: z.optional(existingNames()),
    lanIps: z.optional(existingNames()),
    /** User-defined name. */
    searchWord: z.optional(z.string()),
    status: z.optional(z.int()),
    /** 0 is the default project; all projects if absent. */
    projectId: z.optional(z.int()),
    zoneId: z.optional(z.int()),
    /** 1: accept cached responses. */
    simplify: z.optional(flag()),
    offset: offset(),
    limit: limit(100),
  }),
  response: z.object({
    totalCount: count(),
    instanceSet: z.array(
      z.object({
        /** `ins-…`: the ID for requests. */
        unInstanceId: z.string(),
        instanceName: z.string(),
        lanIp: z.string(),
        wanIpSet: z.array(z.string()),
        /** Cores. */
        cpu: z.int(),
        mem: withMeta(z.int(), { unit: 'GB' }),
        bandwidth: withMeta(z.int(), { unit: 'Mbps' }),
        /** State, 1 to 21 (api-facts.md 5.4). */
        status: z.int(),
        os: z.optional(z.string()),
        projectId: z.int(),
        /** 0 monthly in arrears, 1 prepaid, 2 by the hour. */
        cvmPayMode: z.optional(z.int()),
        networkPayMode: z.optional(z.int()),
        zoneId: z.int(),
        zoneName: z.optional(z.string()),
        vpcId: z.optional(z.string()),
        subnetId: z.optional(z.string()),
        createTime: time(),
        deadlineTime: z.optional(time()),
      }),
    ),
  }),
})

/** Lists machines in the cluster's VPC, and whether each can be added to the cluster. */
export const DescribeExistedCvmForAddClusterInstances = read({
  name: 'DescribeExistedCvmForAddClusterInstances',
  area: 'lookups',
  host: 'ccs',
  section: 'api-facts.md 3, CVM candidates for a cluster',
  undocumented: true,
  scope: inCluster,
  lists: { items: 'deviceList', scopedBy: 'parameters', machine: 'instanceId' },
  request: z.strictObject({
    clusterId: clusterId(),
    /** Substring of the name. */
    instanceName: z.optional(z.string()),
    /** Substring of the private or public address. */
    ip: z.optional(z.string()),
    instanceIds: z.optional(existingNames()),
  }),
  response: z.object({
    totalCount: count(),
    deviceList: z.array(
      z.object({
        instanceId: z.string(),
        instanceName: z.string(),
        lanIp: z.string(),
        wanIp: z.string(),
        instanceCreateTime: time(),
        usable: z.boolean(),
        /**
         * `already in Cluster`, `cvm status error`, `windows and Local disk`; empty for a usable
         * machine.
         */
        unusableReason: z.string(),
      }),
    ),
  }),
})

/** Lists projects of the account; 0 is the default project. */
export const DescribeProject = read({
  name: 'DescribeProject',
  area: 'lookups',
  host: 'account',
  section: 'api-facts.md 3, projects',
  undocumented: true,
  scope: 'account',
  lists: { items: 'data', scopedBy: 'account' },
  flat: true,
  request: z.strictObject({}),
  response: z.object({
    data: z.array(
      z.object({
        projectId: z.int(),
        projectName: z.string(),
        projectInfo: z.optional(z.string()),
        createTime: z.optional(time()),
      }),
    ),
  }),
})

/** Changes the bandwidth of an hourly machine, with immediate effect (referenced by 创建集群). */
export const UpdateInstanceBandwidthHour = write({
  name: 'UpdateInstanceBandwidthHour',
  area: 'lookups',
  host: 'cvm',
  section: 'api-facts.md 3, bandwidth',
  undocumented: true,
  scope: 'account',
  effects: [{ kind: 'machines' }],
  guard: 'look',
  invalidates: ['DescribeClusterInstances', 'DescribeInstances'],
  target: ['instanceId'],
  request: z.strictObject({
    instanceId: existingName(),
    /** At most 100 if billed by traffic, 200 if billed by time, 1000 on dedicated hosts. */
    bandwidth: withMeta(z.int().check(z.gte(0), z.lte(1000)), { unit: 'Mbps' }),
  }),
  response: emptyResponse(),
})
