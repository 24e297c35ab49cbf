import { type PublicCode, publicCodes } from '../../../src/contract/tables/publicCodes'
import { type ApiError, refuse } from '../apiError'

/**
 * Reserved inputs, so that a person and a test can see every refusal of the API: a cluster, service
 * or namespace name `fault-<code>` (parameters `clusterName`, `serviceName`, `namespace`, `name`,
 * `names.n`, `dimensions.n.value`) makes the call fail with that code before anything has happened.
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
 * What is measured takes them as values of its dimensions, and `fault-513` besides, for -513
 * (metrics/subject.ts).
 *
 * Others: a cluster name `fault-task` makes its task fail (clusters/clusters.ts), a node label `fault`
 * makes a node abnormal (clusters/nodes.ts), tags of images make instances fail
 * (pod/outcome.ts).
 */
const faults = [
  4101, 4102, 4110, 4300, 4400, 5000, 5100, 5200, 5300, 5500, 6000, 6200,
] as const satisfies readonly PublicCode[]

/** Parameters whose values can name a fault. */
const nameable = /^(clusterName|serviceName|namespace|name|names\.\d+|dimensions\.\d+\.value)$/

/** The refusal that a reserved name among the parameters (by wire name) triggers. */
export function reservedFault(flat: Readonly<Record<string, string>>): ApiError | undefined {
  for (const [name, value] of Object.entries(flat)) {
    const digits = nameable.test(name) ? /^fault-(\d{4})$/.exec(value)?.[1] : undefined
    const code = faults.find((one) => String(one) === digits)
    if (code) return refuse(code, publicCodes[code].meaning)
  }
  return undefined
}
