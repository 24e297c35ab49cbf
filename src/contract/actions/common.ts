import * as z from 'zod/mini'
import { patternString, withMeta, withRules } from '../rules/rules'

/** Cluster ID as returned by DescribeCluster, such as `cls-hd1jv48o`. */
export const clusterId = () => withMeta(z.string().check(z.minLength(1)), { isName: true })

/** Kubernetes namespace; `default` if absent. */
export const namespace = () => z._default(existingName(), 'default')

/**
 * Service name: lowercase letters, digits and `-`; begins with a letter, ends with a letter or
 * digit; at most 63 characters.
 */
export const serviceName = () =>
  patternString(
    'serviceName',
    /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/,
    'must be lower-case letters, digits and hyphens, begin with a letter, end with a letter or a digit, and have at most 63 characters',
  )

/**
 * A display name in any script, without control characters, which are invisible and break lists and
 * logs.
 */
export const plainName = () =>
  withRules(
    z.string().check(z.minLength(1)),
    [
      {
        id: 'plainName',
        text: 'must not have control characters',
        holds: (value) => typeof value !== 'string' || printablePattern.test(value),
      },
    ],
    { pattern: printablePattern.source },
  )

const printablePattern = /^[ -~\u00a0-\uffff]*$/

/**
 * The name of an existing resource. Its pattern was checked when the resource was created. Use
 * `existingNames` (names.ts) for lists.
 */
export const existingName = () => withMeta(z.string().check(z.minLength(1)), { isName: true })

/** `0` means no, `1` means yes. */
export const flag = () => z.literal([0, 1])

/** Number of rows to skip. */
export const offset = () => z._default(z.int().check(z.gte(0)), 0)

/** Maximum number of rows; the API's default is 20. */
export const limit = (max?: number) =>
  z._default(max ? z.int().check(z.gte(1), z.lte(max)) : z.int().check(z.gte(1)), 20)

/** Time in the API's format: `YYYY-MM-DD HH:MM:SS`, Beijing time, without a zone. */
export const time = () => withMeta(z.string(), { unit: 'Beijing time' })

const unpaddedTime = /^(\d{4})-(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{1,2}):(\d{1,2})$/

/**
 * Pads the parts of a request's time to two digits, as in responses; clients also send `2026-11-29
 * 9:5:0`. Undefined if the text is not a calendar time.
 */
export function paddedTime(text: string): string | undefined {
  const [, ...parts] = unpaddedTime.exec(text) ?? []
  const [year, month, day, hour, minute, second] = parts.map((part) => part.padStart(2, '0'))
  const padded = `${year}-${month}-${day} ${hour}:${minute}:${second}`
  const time = Date.parse(`${padded.replace(' ', 'T')}Z`)
  if (parts.length === 0 || Number.isNaN(time)) return undefined
  // Date.parse reads 30 February as 2 March.
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ') === padded ? padded : undefined
}

const dateTimePattern =
  /^\d{4}-(0?[1-9]|1[0-2])-(0?[1-9]|[12]\d|3[01]) ([01]?\d|2[0-3]):[0-5]?\d:[0-5]?\d$/

/** Time in a request, in the API's format; single digits may lack the leading zero. */
export const dateTime = () =>
  withRules(
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
  patternString(
    'dnsLabel',
    /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    'must be lower-case letters, digits and hyphens, begin and end with a letter or digit, and have at most 63 characters',
  )

/** An address range in CIDR notation. */
export const cidr = () =>
  patternString(
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
