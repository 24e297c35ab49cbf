import type { Fault } from '../../../../src/contract/rules/faults'
import { type MonitorFault, monitorCodes } from '../../../wire/monitorCodes'
import { wordsOf } from '../../endpoint/validationRefusal'
import { ApiError } from '../handler'

/**
 * A refusal of monitoring. The document has a 错误码 in the answers of this action, where all others
 * have a 公共错误码, and a table of 错误代码: so `code` is the number of the table itself. It is
 * repeated in front of the message, where other modules have their own code.
 */
export function refuseMetric(what: MonitorFault, says: string): ApiError {
  const { code, codeDesc } = monitorCodes[what]
  return new ApiError(code, codeDesc, says, code)
}

/** What is closest to a fault in the parameters: one that is missing, the wrong dimensions, or anything else. */
function kindOf({ rule }: Fault): MonitorFault {
  if (rule === 'required') return 'Missing'
  return rule === 'dimensionsOfMetric' ? 'DimensionGroup' : 'Invalid'
}

/** The refusal of parameters that do not fit the contract, by the first fault, naming all. */
export function metricRefusalOf(faults: readonly Fault[]): ApiError {
  const [first] = faults
  return refuseMetric(first ? kindOf(first) : 'Invalid', wordsOf(faults))
}
