import * as z from 'zod/mini'
import { read } from '../../action'
import { existingNames } from '../../rules/names'
import { withRules } from '../../rules/rules'
import { count, existingName, limit, offset, time } from '../common'

/** Lookups of networks for forms; older API dialects without `Version` (api-facts.md 3). */

/** Lists zones of the region. */
export const DescribeZones = read({
  name: 'DescribeZones',
  area: 'lookups',
  host: 'cvm',
  section: 'api-facts.md 3, zones (better)',
  undocumented: true,
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
        /** Zone number as a string, e.g. `100002`: zoneId of CreateCluster. */
        zoneId: z.string(),
        /** AVAILABLE or UNAVAILABLE (sold out). */
        zoneState: z.string(),
      }),
    ),
  }),
})

/** Lists VPCs of the region. */
export const DescribeVpcEx = read({
  name: 'DescribeVpcEx',
  area: 'lookups',
  host: 'vpc',
  section: 'api-facts.md 3, VPCs',
  undocumented: true,
  scope: 'account',
  lists: { items: 'data', scopedBy: 'account' },
  flat: true,
  paging: { items: 'data', total: 'totalCount', limit: 20 },
  request: z.strictObject({
    /** The legacy or the unified ID. */
    vpcId: z.optional(existingName()),
    /** Substring of the name. */
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
        /** Legacy ID, e.g. `gz_vpc_245`. */
        vpcId: z.string(),
        /** Unified ID, e.g. `vpc-8e0ypm3z`: vpcId of CreateCluster. */
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

/** Lists subnets of one VPC, or of all. */
export const DescribeSubnetEx = read({
  name: 'DescribeSubnetEx',
  area: 'lookups',
  host: 'vpc',
  section: 'api-facts.md 3, subnets',
  undocumented: true,
  scope: 'account',
  lists: { items: 'data', scopedBy: 'account' },
  flat: true,
  paging: { items: 'data', total: 'totalCount', limit: 20 },
  request: z.strictObject({
    /** The legacy or the unified ID. */
    vpcId: z.optional(existingName()),
    subnetId: z.optional(existingName()),
    /** Substring of the name. */
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
        /** Legacy ID, e.g. `gz_subnet_18748`. */
        subnetId: z.string(),
        /** Unified ID, e.g. `subnet-3lzrkspo`, which forms send. */
        unSubnetId: z.string(),
        subnetName: z.string(),
        cidrBlock: z.string(),
        /** Zone number; a number as in the sample, although the table says String. */
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

/**
 * Lists security groups. `offset` counts pages, `offsetLine` counts rows; they are mutually
 * exclusive.
 */
export const DescribeSecurityGroupEx = read({
  name: 'DescribeSecurityGroupEx',
  area: 'lookups',
  host: 'dfw',
  section: 'api-facts.md 3, security groups',
  undocumented: true,
  scope: 'account',
  lists: { items: 'detail', scopedBy: 'account' },
  request: withRules(
    z.strictObject({
      projectId: z.optional(z.int()),
      sgId: z.optional(existingName()),
      /** Substring of the name. */
      sgName: z.optional(z.string()),
      offset: z.optional(z.int().check(z.gte(0))),
      offsetLine: z.optional(z.int().check(z.gte(0))),
      limit: limit(),
    }),
    [
      {
        id: 'offsetOrOffsetLine',
        text: 'offset and offsetLine exclude each other',
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
