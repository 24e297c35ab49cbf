import * as z from 'zod/mini'
import { passwordChecks, passwordLengths, passwordPattern } from '../../rules/passwordRules'
import type { Relevance } from '../../rules/rules'
import { type Rule, withMeta, withRules, withVocabulary } from '../../rules/rules'
import { diskSizes, maxBandwidth, maxMachinesPerRequest } from '../../tables/limits'
import { flag } from '../common'

/** The default depends on the billing of each machine (`dependentDefaults`). */
export const nodeDeleteMode = z.optional(
  withVocabulary(z.enum(['RemoveOnly', 'Return']), 'nodeDeleteMode'),
)

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
    withRules(
      z.string().check(z.minLength(passwordLengths.minimum), z.maxLength(passwordLengths.maximum)),
      [
        {
          id: 'passwordClasses',
          text: "must mix at least 2 of letters, digits and the special characters ()`~!@#$%^&*-+=|{}[]:;'<>,.?/ and hold no others",
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

/** Parameters of `machine` that apply only under a condition. */
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

/** Parameters common to CreateCluster and AddClusterInstances. */
export const machine = () => ({
  /** Zone from DescribeZones; clients send its number, e.g. 100002 (api-facts.md 3). */
  zoneId: z.string().check(z.minLength(1)),
  /** Cores; valid combinations of cpu and mem depend on the family. */
  cpu: z.int().check(z.gte(1)),
  /** GB. */
  mem: withMeta(z.int().check(z.gte(1)), { unit: 'GB' }),
  instanceType: z._default(instanceType, 'CVM.S1'),
  cvmType: z._default(withVocabulary(z.enum(['PayByHour', 'PayByMonth']), 'cvmType'), 'PayByHour'),
  bandwidthType: withVocabulary(
    z.enum(['PayByMonth', 'PayByHour', 'PayByTraffic']),
    'bandwidthType',
  ),
  /**
   * Maximum bandwidth. If traffic is billed, the maximum is lower (`maxBandwidth`). The parameter
   * is required, although the document gives the default 0.
   */
  bandwidth: withMeta(z.int().check(z.gte(0), z.lte(maxBandwidth.time)), {
    unit: 'Mbps',
    default: 0,
  }),
  /** Whether to assign a public IP: never with bandwidth 0, otherwise the API's default is 1. */
  wanIp: z.optional(flag()),
  /** Unified id of the subnet (`unSubnetId`). */
  subnetId: z.string().check(z.minLength(1)),
  /** 1: the machine is a public gateway of the VPC, which requires a public IP. */
  isVpcGateway: flag(),
  /** GB of the system disk. */
  rootSize: withMeta(z.int().check(z.gte(diskSizes.root.min), z.lte(diskSizes.root.max)), {
    unit: 'GB',
  }),
  /** GB of the data disk; 0 for none. */
  storageSize: withMeta(
    z.int().check(z.gte(0), z.lte(diskSizes.data.max), z.multipleOf(diskSizes.data.step)),
    { unit: 'GB' },
  ),
  ...access(),
  /** Months, required with PayByMonth. */
  period: z.optional(withMeta(z.int().check(z.gte(1)), { unit: 'month' })),
  /** Security group. */
  sgId: z.optional(z.string().check(z.minLength(1))),
})

/** Number of machines to buy. */
export const goodsNum = () => z.int().check(z.gte(1), z.lte(maxMachinesPerRequest))
