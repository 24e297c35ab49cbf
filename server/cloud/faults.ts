import { ApiError } from './handler'

/**
 * Reserved inputs, so that a person and a test can see every refusal of the API: a cluster, service
 * or namespace name `fault-<code>` (parameters `clusterName`, `serviceName`, `namespace`, `name`,
 * `names.n`) makes the call fail with that code before anything has happened.
 *
 * | name | the call is answered with |
 * |---|---|
 * | `fault-4101` | the user may not call this action |
 * | `fault-4102` | the user may not touch this resource |
 * | `fault-4110` | another refusal of the access management |
 * | `fault-4300` | the account is blocked or overdue |
 * | `fault-4400` | too many requests |
 * | `fault-5000` | the resource is gone |
 * | `fault-5100` | the operation failed, to be tried again |
 * | `fault-5200` | the machines are sold out |
 * | `fault-5300` | the balance is too low |
 * | `fault-5500` | the account may not buy this |
 * | `fault-6000` | internal error |
 * | `fault-6200` | closed for maintenance |
 *
 * Others: a cluster name `fault-task` makes its task fail (areas/clusters.ts), a node label `fault`
 * makes a node abnormal (areas/clusterNodes.ts), tags of images make instances fail
 * (lifecycle/podFate.ts).
 */
const faults: Readonly<Record<string, readonly [codeDesc: string, says: string, module?: number]>> =
  {
    4101: ['UnauthorizedOperation', 'the user is not authorised to call this action'],
    4102: ['UnauthorizedResource', 'the user is not authorised for this resource'],
    4110: ['CamNoAuth', 'the access management has refused the request'],
    4300: ['AccessDenied', 'charge overdue', 10040],
    4400: ['RequestLimitExceeded', 'too many requests; try again later'],
    5000: ['ResourceNotFound', 'the resource does not exist or has been returned'],
    5100: ['OperationFailed', 'the operation failed; try again later', -10001],
    5200: ['ResourceSoldOut', 'machines of this configuration are sold out in this zone'],
    5300: ['TradeInsufficientBalance', 'the balance of the account is too low'],
    5500: ['NotVerified', 'the account has not been verified to buy this'],
    6000: ['InternalError', 'internal error', 10050],
    6200: ['ActionClosed', 'the action is closed for maintenance'],
  }

/** Parameters whose values can name a fault. */
const nameable = /^(clusterName|serviceName|namespace|name|names\.\d+)$/

/** The refusal that one of these parameters, under their wire names, asks for. */
export function reservedFault(flat: Readonly<Record<string, string>>): ApiError | undefined {
  for (const [name, value] of Object.entries(flat)) {
    const code = nameable.test(name) ? /^fault-(\d{4})$/.exec(value)?.[1] : undefined
    const fault = code === undefined ? undefined : faults[code]
    if (fault) return new ApiError(Number(code), fault[0], fault[1], fault[2])
  }
  return undefined
}
