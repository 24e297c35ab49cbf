import * as z from 'zod/mini'
import { format, noted, ruled } from '../rules/rules'

/** Cluster id such as `cls-hd1jv48o`, as DescribeCluster lists it. */
export const clusterId = () => noted(z.string().check(z.minLength(1)), { isName: true })

/** Kubernetes namespace; `default` if absent. */
export const namespace = () => z._default(existingName(), 'default')

/** Service name: lower-case letters, digits and `-`, begins with a letter, ends with a letter or digit, at most 63. */
export const serviceName = () =>
  format(
    'serviceName',
    /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/,
    'must be lower-case letters, digits and hyphens, begin with a letter, end with a letter or a digit, and have at most 63 characters',
  )

/**
 * A display name in any script, without control characters, which are invisible and would break
 * lists and logs.
 */
export const plainName = () =>
  ruled(
    z.string().check(z.minLength(1)),
    [
      {
        id: 'plainName',
        text: 'must not have control characters',
        holds: (value) => typeof value !== 'string' || plain.test(value),
      },
    ],
    { pattern: plain.source },
  )

const plain = /^[ -~\u00a0-\uffff]*$/

/**
 * The name of an existing resource; its pattern was checked on creation. For lists use
 * `existingNames` (names.ts).
 */
export const existingName = () => noted(z.string().check(z.minLength(1)), { isName: true })

/** `0` no, `1` yes. */
export const flag = () => z.literal([0, 1])

/** Number of rows to skip. */
export const offset = () => z._default(z.int().check(z.gte(0)), 0)

/** Maximum number of rows; the API's default is 20. */
export const limit = (max?: number) =>
  z._default(max ? z.int().check(z.gte(1), z.lte(max)) : z.int().check(z.gte(1)), 20)

/** Time in the API's format: `YYYY-MM-DD HH:MM:SS`, Beijing time, without a zone. */
export const time = () => noted(z.string(), { unit: 'Beijing time' })

const unpaddedTime = /^(\d{4})-(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{1,2}):(\d{1,2})$/

/**
 * A time of a request with two digits per part, as responses write it; clients also send
 * `2026-11-29 9:5:0`. Undefined if the text is not a time of the calendar.
 */
export function paddedTime(text: string): string | undefined {
  const [, ...parts] = unpaddedTime.exec(text) ?? []
  const [year, month, day, hour, minute, second] = parts.map((part) => part.padStart(2, '0'))
  const padded = `${year}-${month}-${day} ${hour}:${minute}:${second}`
  const time = Date.parse(`${padded.replace(' ', 'T')}Z`)
  if (parts.length === 0 || Number.isNaN(time)) return undefined
  // Date.parse takes 30 February for 2 March.
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ') === padded ? padded : undefined
}

const dateTimePattern =
  /^\d{4}-(0?[1-9]|1[0-2])-(0?[1-9]|[12]\d|3[01]) ([01]?\d|2[0-3]):[0-5]?\d:[0-5]?\d$/

/** Time in a request, in the API's format; single digits need no zero before them. */
export const dateTime = () =>
  ruled(
    z.string(),
    [
      {
        id: 'dateTime',
        text: 'must be a time such as 2017-03-28 14:10:00',
        holds: (value) => typeof value !== 'string' || paddedTime(value) !== undefined,
      },
    ],
    { pattern: dateTimePattern.source, unit: 'Beijing time' },
  )

/** TCP or UDP port. */
export const port = () => z.int().check(z.gte(1), z.lte(65535))

/** An empty response: the envelope without data. */
export const emptyResponse = () => z.object({})

/** Id of an asynchronous task, followed with DescribeClusterTaskResult. */
export const requestId = () => z.int()

/** A count. */
export const count = () => z.int()

/** Key and value of a Kubernetes label. */
export const label = () =>
  z.strictObject({ key: z.string().check(z.minLength(1)), value: z.optional(z.string()) })

/** A Kubernetes DNS label, as required of namespace names. */
export const dnsLabel = () =>
  format(
    'dnsLabel',
    /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    'must be lower-case letters, digits and hyphens, begin and end with a letter or digit, and have at most 63 characters',
  )

/** An address range in CIDR notation. */
export const cidr = () =>
  format(
    'cidr',
    /^((25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(25[0-5]|2[0-4]\d|1?\d?\d)\/([12]?\d|3[0-2])$/,
    'must be a CIDR such as 172.16.0.0/16',
  )

/** Scope of actions on a cluster. */
export const inCluster = { clusters: 'clusterId' } as const

/** Scope of actions on a service, or on instances, of a namespace. */
export const inNamespace = {
  clusters: 'clusterId',
  namespaces: { param: 'namespace', default: 'default' },
} as const
