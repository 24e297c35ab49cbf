import * as z from 'zod/mini'
import { read } from '../../action'
import { existingNames } from '../../rules/names'
import { ruled } from '../../rules/rules'
import { count, existingName, limit, offset, time } from '../common'

/** Look-ups of networks for the forms; answers of old dialects, without `Version` (api-facts.md 3). */

/** Zones of the region. */
export const DescribeZones = read({
  name: 'DescribeZones',
  area: 'lookups',
  host: 'cvm',
  section: 'api-facts.md 3, zones (better)',
  beyond: true,
  scope: 'account',
  lists: { items: 'zoneSet', scopedBy: 'account' },
  flat: true,
  request: z.strictObject({}),
  response: z.object({
    totalCount: count(),
    zoneSet: z.array(
      z.object({
        /** E.g. `ap-guangzhou-2`. */
        zone: z.string(),
        zoneName: z.string(),
        /** Number as a text, e.g. `100002`: what CreateCluster takes as zoneId. */
        zoneId: z.string(),
        /** AVAILABLE or UNAVAILABLE (sold out). */
        zoneState: z.string(),
      }),
    ),
  }),
})

/** Private networks of the region. */
export const DescribeVpcEx = read({
  name: 'DescribeVpcEx',
  area: 'lookups',
  host: 'vpc',
  section: 'api-facts.md 3, VPCs',
  beyond: true,
  scope: 'account',
  lists: { items: 'data', scopedBy: 'account' },
  flat: true,
  paging: { items: 'data', total: 'totalCount', limit: 20 },
  request: z.strictObject({
    /** Either form of the id. */
    vpcId: z.optional(existingName()),
    /** Part of the name. */
    vpcName: z.optional(z.string()),
    offset: offset(),
    limit: limit(),
    orderField: z._default(z.enum(['createTime', 'vpcName']), 'createTime'),
    orderDirection: z._default(z.enum(['asc', 'desc']), 'asc'),
  }),
  response: z.object({
    totalCount: count(),
    data: z.array(
      z.object({
        /** Old form, e.g. `gz_vpc_245`. */
        vpcId: z.string(),
        /** Unified form, e.g. `vpc-8e0ypm3z`: what CreateCluster takes as vpcId. */
        unVpcId: z.string(),
        vpcName: z.string(),
        cidrBlock: z.string(),
        subnetNum: z.optional(count()),
        isDefault: z.boolean(),
        createTime: time(),
      }),
    ),
  }),
})

/** Subnets, of one private network or of all. */
export const DescribeSubnetEx = read({
  name: 'DescribeSubnetEx',
  area: 'lookups',
  host: 'vpc',
  section: 'api-facts.md 3, subnets',
  beyond: true,
  scope: 'account',
  lists: { items: 'data', scopedBy: 'account' },
  flat: true,
  paging: { items: 'data', total: 'totalCount', limit: 20 },
  request: z.strictObject({
    /** Either form of the id. */
    vpcId: z.optional(existingName()),
    subnetId: z.optional(existingName()),
    /** Part of the name. */
    subnetName: z.optional(z.string()),
    zoneIds: z.optional(existingNames()),
    offset: offset(),
    limit: limit(),
    orderField: z._default(z.enum(['createTime', 'subnetName']), 'createTime'),
    orderDirection: z._default(z.enum(['asc', 'desc']), 'desc'),
  }),
  response: z.object({
    totalCount: count(),
    data: z.array(
      z.object({
        vpcId: z.string(),
        unVpcId: z.string(),
        vpcName: z.string(),
        vpcCidrBlock: z.optional(z.string()),
        /** Old form, e.g. `gz_subnet_18748`. */
        subnetId: z.string(),
        /** Unified form, e.g. `subnet-3lzrkspo`: what forms send. */
        unSubnetId: z.string(),
        subnetName: z.string(),
        cidrBlock: z.string(),
        /** Number of the zone; its table says String, its sample a number. */
        zoneId: z.int(),
        zone: z.string(),
        totalIPNum: z.optional(count()),
        availableIPNum: count(),
        isDefault: z.boolean(),
        subnetCreateTime: time(),
      }),
    ),
  }),
})

/** Security groups. `offset` counts pages, `offsetLine` rows; only one of them may be sent. */
export const DescribeSecurityGroupEx = read({
  name: 'DescribeSecurityGroupEx',
  area: 'lookups',
  host: 'dfw',
  section: 'api-facts.md 3, security groups',
  beyond: true,
  scope: 'account',
  lists: { items: 'detail', scopedBy: 'account' },
  request: ruled(
    z.strictObject({
      projectId: z.optional(z.int()),
      sgId: z.optional(existingName()),
      /** Part of the name. */
      sgName: z.optional(z.string()),
      offset: z.optional(z.int().check(z.gte(0))),
      offsetLine: z.optional(z.int().check(z.gte(0))),
      limit: limit(),
    }),
    [
      {
        id: 'offsetOrOffsetLine',
        says: 'offset and offsetLine exclude each other',
        path: ['offsetLine'],
        holds: (value) => value.offset === undefined || value.offsetLine === undefined,
      },
    ],
  ),
  response: z.object({
    totalNum: count(),
    detail: z.array(
      z.object({
        /** E.g. `sg-6pvw32rr`. */
        sgId: z.string(),
        sgName: z.string(),
        sgRemark: z.string(),
        createTime: time(),
        projectId: z.int(),
        beAssociateCount: z.optional(count()),
      }),
    ),
  }),
})
