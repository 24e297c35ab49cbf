import type { Fault } from '../../../src/contract/rules/faults'
import { type MonitorFault, monitorCodes } from '../../../src/contract/tables/monitorCodes'
import { ApiError } from '../apiError'
import { describeFaults } from './validationRefusal'

/**
 * An error of the monitoring API. For this API, the document calls the response's `code` 错误码
 * instead of 公共错误码 and has a table 错误代码, so `code` is the number in that table. The message repeats
 * this number in the place of the other modules' module code.
 */
export function metricError(fault: MonitorFault, message: string): ApiError {
  const { code, codeDesc } = monitorCodes[fault]
  return new ApiError(code, codeDesc, message, code)
}

/**
 * Returns the monitoring error for a parameter fault: missing, wrong dimensions, or otherwise
 * invalid.
 */
function kindOf({ rule }: Fault): MonitorFault {
  if (rule === 'required') return 'Missing'
  return rule === 'dimensionsOfMetric' ? 'DimensionGroup' : 'Invalid'
}

/**
 * Returns the error for parameters that violate the contract: the code of the first fault, and a
 * message that lists all faults.
 */
export function metricErrorOf(faults: readonly Fault[]): ApiError {
  const [first] = faults
  return metricError(first ? kindOf(first) : 'Invalid', describeFaults(faults))
}
