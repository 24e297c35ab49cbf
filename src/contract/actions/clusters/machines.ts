import * as z from 'zod/mini'
import { passwordChecks, passwordLengths, passwordPattern } from '../../rules/passwordRules'
import { noted, type Rule, ruled } from '../../rules/rules'
import { flag } from '../common'

/**
 * What happens to the machines: RemoveOnly keeps them, Return gives them back. Not sent: machines paid
 * by the hour are destroyed, prepaid ones are only removed (they can never be returned).
 */
export const nodeDeleteMode = z.optional(z.enum(['RemoveOnly', 'Return']))

/** Families of the document's table in CreateCluster; which are on sale depends on the zone. */
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
 * Password of Linux nodes: 8 to 16 characters of at least two of letters, digits and
 * ``()`~!@#$%^&*-+=|{}[]:;'<>,.?/``. Not sent: generated and delivered by station letter.
 */
const password = () =>
  z.optional(
    ruled(
      z.string().check(z.minLength(passwordLengths.minimum), z.maxLength(passwordLengths.maximum)),
      [
        {
          id: 'passwordClasses',
          says: "must mix at least two of letters, digits and the special characters ()`~!@#$%^&*-+=|{}[]:;'<>,.?/ and hold no others",
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

/** How to log in to machines. */
export const access = () => ({
  password: password(),
  /** Id of a key pair (`skey-…`); excludes `password`. */
  keyId: z.optional(z.string().check(z.minLength(1))),
})

export const oneCredential: Rule<{ password?: unknown; keyId?: unknown }> = {
  id: 'passwordOrKey',
  says: 'password and keyId exclude each other',
  path: ['keyId'],
  holds: (value) => !value.password || !value.keyId,
}

interface Machine {
  password?: unknown
  keyId?: unknown
  cvmType?: string | undefined
  bandwidthType?: string | undefined
  period?: number | undefined
}

export const machineRules: readonly Rule<Machine>[] = [
  oneCredential,
  {
    id: 'periodWithPayByMonth',
    says: 'period is required when cvmType is PayByMonth',
    path: ['period'],
    holds: (value) => value.cvmType !== 'PayByMonth' || value.period !== undefined,
  },
  {
    id: 'bandwidthTypeFitsCvmType',
    says: 'bandwidthType must be PayByMonth or PayByTraffic for PayByMonth machines, PayByHour or PayByTraffic for PayByHour machines',
    path: ['bandwidthType'],
    holds: ({ cvmType = 'PayByHour', bandwidthType }) =>
      bandwidthType === undefined || bandwidthType === 'PayByTraffic' || bandwidthType === cvmType,
  },
]

/** Parameters that CreateCluster and AddClusterInstances share. */
export const machine = () => ({
  /** Zone as DescribeZones names it; clients send the number, e.g. 100002 (api-facts.md 3). */
  zoneId: z.string().check(z.minLength(1)),
  /** Cores; which pairs of cpu and mem exist depends on the family. */
  cpu: z.int().check(z.gte(1)),
  /** GB. */
  mem: noted(z.int().check(z.gte(1)), { unit: 'GB' }),
  instanceType: z._default(instanceType, 'CVM.S1'),
  cvmType: z._default(z.enum(['PayByHour', 'PayByMonth']), 'PayByHour'),
  /** PayByMonth and PayByHour pay for time, PayByTraffic for what flows. */
  bandwidthType: z.enum(['PayByMonth', 'PayByHour', 'PayByTraffic']),
  /** The ceiling where traffic is paid. Required, although the document says 0 is the default. */
  bandwidth: noted(z.int().check(z.gte(0)), { unit: 'Mbps', default: 0 }),
  /** Public address: with bandwidth 0 there is none; with more, 1 is the API's default. */
  wanIp: z.optional(flag()),
  /** Unified id of the subnet (`unSubnetId`). */
  subnetId: z.string().check(z.minLength(1)),
  /** 1: public gateway of the VPC; works only with a public address. */
  isVpcGateway: flag(),
  /** GB of the system disk. */
  rootSize: noted(z.int().check(z.gte(20), z.lte(50)), { unit: 'GB' }),
  /** GB of the data disk in steps of 10; 0 for none. */
  storageSize: noted(z.int().check(z.gte(0), z.multipleOf(10)), { unit: 'GB' }),
  ...access(),
  /** Months, required with PayByMonth. */
  period: z.optional(noted(z.int().check(z.gte(1)), { unit: 'month' })),
  /** Security group. */
  sgId: z.optional(z.string().check(z.minLength(1))),
})

/** How many machines to buy. */
export const goodsNum = () => z.int().check(z.gte(1), z.lte(100))
