import * as z from 'zod/mini'
import { passwordChecks, passwordLengths, passwordPattern } from '../../rules/passwordRules'
import type { Relevance } from '../../rules/rules'
import { noted, type Rule, ruled } from '../../rules/rules'
import { flag } from '../common'

/**
 * RemoveOnly keeps the machines, Return terminates them. If absent, hourly machines are terminated
 * and prepaid ones, which can't be returned, are only removed.
 */
export const nodeDeleteMode = z.optional(z.enum(['RemoveOnly', 'Return']))

/** Machine families of the document's table in CreateCluster; availability depends on the zone. */
export const instanceType = z.enum([
  'CVM.S1',
  'CVM.S2',
  'CVM.I1',
  'CVM.I2',
  'CVM.M1',
  'CVM.M2',
  'CVM.C2',
])

/**
 * Password of Linux nodes: 8 to 16 characters from at least two of letters, digits and
 * ``()`~!@#$%^&*-+=|{}[]:;'<>,.?/``. If absent, the vendor generates one and sends it by internal
 * message.
 */
const password = () =>
  z.optional(
    ruled(
      z.string().check(z.minLength(passwordLengths.minimum), z.maxLength(passwordLengths.maximum)),
      [
        {
          id: 'passwordClasses',
          text: "must mix at least two of letters, digits and the special characters ()`~!@#$%^&*-+=|{}[]:;'<>,.?/ and hold no others",
          holds: (value) => {
            if (typeof value !== 'string') return true
            const { classes, allowed } = passwordChecks(value)
            return classes && allowed
          },
        },
      ],
      { pattern: passwordPattern },
    ),
  )

/** Login settings of machines. */
export const access = () => ({
  password: password(),
  /** ID of a key pair (`skey-…`); mutually exclusive with `password`. */
  keyId: z.optional(z.string().check(z.minLength(1))),
})

export const oneCredential: Rule<{ password?: unknown; keyId?: unknown }> = {
  id: 'passwordOrKey',
  text: 'password and keyId exclude each other',
  path: ['keyId'],
  holds: (value) => !value.password || !value.keyId,
}

interface Machine {
  password?: unknown
  keyId?: unknown
  cvmType?: string | undefined
  bandwidthType?: string | undefined
  period?: number | undefined
  wanIp?: number | undefined
}

/** Parameters of `machine` that count only in some cases. */
export const machineRelevance: readonly Relevance<Machine>[] = [
  {
    field: 'period',
    when: 'cvmType is PayByMonth',
    holds: ({ cvmType }) => cvmType === 'PayByMonth',
  },
  { field: 'wanIp', when: 'bandwidth is above 0', holds: ({ bandwidth }) => bandwidth !== 0 },
]

export const machineRules: readonly Rule<Machine>[] = [
  oneCredential,
  {
    id: 'periodWithPayByMonth',
    text: 'period is required when cvmType is PayByMonth',
    path: ['period'],
    holds: (value) => value.cvmType !== 'PayByMonth' || value.period !== undefined,
  },
  {
    id: 'bandwidthTypeFitsCvmType',
    text: 'bandwidthType must be PayByMonth or PayByTraffic for PayByMonth machines, PayByHour or PayByTraffic for PayByHour machines',
    path: ['bandwidthType'],
    holds: ({ cvmType = 'PayByHour', bandwidthType }) =>
      bandwidthType === undefined || bandwidthType === 'PayByTraffic' || bandwidthType === cvmType,
  },
]

/** Parameters that CreateCluster and AddClusterInstances share. */
export const machine = () => ({
  /** Zone from DescribeZones; clients send its number, e.g. 100002 (api-facts.md 3). */
  zoneId: z.string().check(z.minLength(1)),
  /** Cores; valid combinations of cpu and mem depend on the family. */
  cpu: z.int().check(z.gte(1)),
  /** GB. */
  mem: noted(z.int().check(z.gte(1)), { unit: 'GB' }),
  instanceType: z._default(instanceType, 'CVM.S1'),
  cvmType: z._default(z.enum(['PayByHour', 'PayByMonth']), 'PayByHour'),
  /** PayByMonth and PayByHour bill time, PayByTraffic bills traffic. */
  bandwidthType: z.enum(['PayByMonth', 'PayByHour', 'PayByTraffic']),
  /**
   * The limit if traffic is billed, at most 100 then (api-facts.md 3). Required, although the document
   * gives the default 0.
   */
  bandwidth: noted(z.int().check(z.gte(0), z.lte(200)), { unit: 'Mbps', default: 0 }),
  /** Whether to assign a public IP: never with bandwidth 0; otherwise the API's default is 1. */
  wanIp: z.optional(flag()),
  /** Unified id of the subnet (`unSubnetId`). */
  subnetId: z.string().check(z.minLength(1)),
  /** 1: the machine is a public gateway of the VPC, which requires a public IP. */
  isVpcGateway: flag(),
  /** GB of the system disk. */
  rootSize: noted(z.int().check(z.gte(20), z.lte(50)), { unit: 'GB' }),
  /** GB of the data disk in steps of 10, at most 16,000 (the vendor's page on disks); 0 for none. */
  storageSize: noted(z.int().check(z.gte(0), z.lte(16_000), z.multipleOf(10)), { unit: 'GB' }),
  ...access(),
  /** Months, required with PayByMonth. */
  period: z.optional(noted(z.int().check(z.gte(1)), { unit: 'month' })),
  /** Security group. */
  sgId: z.optional(z.string().check(z.minLength(1))),
})

/** Number of machines to buy. */
export const goodsNum = () => z.int().check(z.gte(1), z.lte(100))
