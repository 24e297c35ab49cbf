import * as z from 'zod/mini'
import { read, write } from '../../action'
import { existingNames } from '../../rules/names'
import { noted } from '../../rules/rules'
import {
  clusterId,
  count,
  existingName,
  flag,
  inCluster,
  limit,
  nothing,
  offset,
  time,
} from '../common'

/** Look-ups of machines, disks and keys for the forms; old dialects, without `Version` (api-facts.md 3). */

/** Key pairs to log in to nodes with. */
export const DescribeKeyPairs = read({
  name: 'DescribeKeyPairs',
  area: 'lookups',
  host: 'cvm',
  section: 'api-facts.md 3, key pairs (old)',
  beyond: true,
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
        /** 0: can be used. */
        status: z.optional(z.int()),
        createTime: time(),
      }),
    ),
  }),
})

/** Cloud disks, for volumes of type cbsDisk. */
export const DescribeCbsStorages = read({
  name: 'DescribeCbsStorages',
  area: 'lookups',
  host: 'cbs',
  section: 'api-facts.md 3, cloud disks',
  beyond: true,
  scope: 'account',
  lists: { items: 'storageSet', scopedBy: 'account' },
  flat: true,
  paging: { items: 'storageSet', total: 'totalCount', limit: 20 },
  request: z.strictObject({
    diskType: z.optional(z.enum(['root', 'data'])),
    payMode: z.optional(z.enum(['prePay', 'postPay'])),
    /** 1: can be taken from one machine to another. */
    portable: z.optional(flag()),
    /** 0: free to be mounted. */
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
        /** `normal` where all is well. */
        storageStatus: z.string(),
        storageSize: noted(z.int(), { unit: 'GB' }),
        /** Machine it is mounted on, empty for none. */
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

/** Machines, whether in a cluster or not. The document shows its parameters (请求结构, 接口请求参数). */
export const DescribeInstances = read({
  name: 'DescribeInstances',
  area: 'lookups',
  host: 'cvm',
  section: 'api-facts.md 3, CVM list',
  beyond: true,
  scope: 'account',
  lists: { items: 'instanceSet', scopedBy: 'account' },
  flat: true,
  paging: { items: 'instanceSet', total: 'totalCount', limit: 20, max: 100 },
  request: z.strictObject({
    /** Unified ids (`ins-…`). */
    instanceIds: z.optional(existingNames()),
    lanIps: z.optional(existingNames()),
    /** Name that the user gave. */
    searchWord: z.optional(z.string()),
    status: z.optional(z.int()),
    /** 0 is the default project; not sent: all. */
    projectId: z.optional(z.int()),
    zoneId: z.optional(z.int()),
    /** 1: answers may be some time old. */
    simplify: z.optional(flag()),
    offset: offset(),
    limit: limit(100),
  }),
  response: z.object({
    totalCount: count(),
    instanceSet: z.array(
      z.object({
        /** `ins-…`: what requests take. */
        unInstanceId: z.string(),
        instanceName: z.string(),
        lanIp: z.string(),
        wanIpSet: z.array(z.string()),
        /** Cores. */
        cpu: z.int(),
        mem: noted(z.int(), { unit: 'GB' }),
        bandwidth: noted(z.int(), { unit: 'Mbps' }),
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

/** Machines in the cluster's private network, each with whether it can be added to the cluster. */
export const DescribeExistedCvmForAddClusterInstances = read({
  name: 'DescribeExistedCvmForAddClusterInstances',
  area: 'lookups',
  host: 'ccs',
  section: 'api-facts.md 3, CVM candidates for a cluster',
  beyond: true,
  scope: inCluster,
  lists: { items: 'deviceList', scopedBy: 'parameters' },
  request: z.strictObject({
    clusterId: clusterId(),
    /** Part of the name. */
    instanceName: z.optional(z.string()),
    /** Part of the address, inner or public. */
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
        /** `already in Cluster`, `cvm status error`, `windows and Local disk`; empty where usable. */
        unusableReason: z.string(),
      }),
    ),
  }),
})

/** Projects of the account; 0 is the default project. */
export const DescribeProject = read({
  name: 'DescribeProject',
  area: 'lookups',
  host: 'account',
  section: 'api-facts.md 3, projects',
  beyond: true,
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

/** Bandwidth of a machine that is paid by the hour, at once (named by 创建集群). */
export const UpdateInstanceBandwidthHour = write({
  name: 'UpdateInstanceBandwidthHour',
  area: 'lookups',
  host: 'cvm',
  section: 'api-facts.md 3, bandwidth',
  beyond: true,
  scope: 'account',
  guard: 'look',
  touches: ['DescribeClusterInstances', 'DescribeInstances'],
  target: ['instanceId'],
  request: z.strictObject({
    instanceId: existingName(),
    /** At most 100 by traffic, 200 by time, 1000 on dedicated hosts. */
    bandwidth: noted(z.int().check(z.gte(0), z.lte(1000)), { unit: 'Mbps' }),
  }),
  response: nothing(),
})
