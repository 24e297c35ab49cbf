import { type PublicCode, publicCodes } from '../../../src/contract/tables/publicCodes'
import { type ApiError, refuse } from '../apiError'

/**
 * Error codes that reserved names inject, so that users and tests can trigger every refusal of the
 * API: a cluster, service or namespace name `fault-<code>` (parameters `clusterName`,
 * `serviceName`, `namespace`, `name`, `names.n`, `dimensions.n.value`) makes the request fail with
 * that code before it changes anything.
 *
 * | name | meaning of the error |
 * |---|---|
 * | `fault-4101` | the user may not call this action |
 * | `fault-4102` | the user may not access this resource |
 * | `fault-4110` | another error of access management |
 * | `fault-4300` | the account is blocked or overdue |
 * | `fault-4400` | too many requests |
 * | `fault-5000` | the resource does not exist |
 * | `fault-5100` | the operation failed and can be retried |
 * | `fault-5200` | the machines are sold out |
 * | `fault-5300` | the balance is too low |
 * | `fault-5500` | the account may not buy this |
 * | `fault-6000` | internal error |
 * | `fault-6200` | closed for maintenance |
 *
 * Metric queries also accept these names as dimension values, and additionally `fault-513`, which
 * causes the error -513 (metrics/subject.ts).
 *
 * Further reserved inputs: the cluster name `fault-task` makes the task that creates the cluster
 * fail (clusters/clusters.ts), a node label `fault` makes a node abnormal (cluster/node.ts), and
 * some image tags make instances fail (pod/outcome.ts).
 */
const faults = [
  4101, 4102, 4110, 4300, 4400, 5000, 5100, 5200, 5300, 5500, 6000, 6200,
] as const satisfies readonly PublicCode[]

/** Parameters whose values may be reserved names. */
const nameable = /^(clusterName|serviceName|namespace|name|names\.\d+|dimensions\.\d+\.value)$/

/**
 * The refusal that a reserved name triggers if one of the parameters has it; `flat` has wire names.
 */
export function reservedFault(flat: Readonly<Record<string, string>>): ApiError | undefined {
  for (const [name, value] of Object.entries(flat)) {
    const digits = nameable.test(name) ? /^fault-(\d{4})$/.exec(value)?.[1] : undefined
    const code = faults.find((fault) => String(fault) === digits)
    if (code) return refuse(code, publicCodes[code].meaning)
  }
  return undefined
}
