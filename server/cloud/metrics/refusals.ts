import type { Fault } from '../../../src/contract/faults'
import { ApiError } from '../handler'
import { wordsOf } from '../refuseFaults'

/** 查询容器服务监控信息, 错误码表. */
const codes = {
  SourceNotExists: [-502, 'OperationDenied.SourceNotExists'],
  Invalid: [-503, 'InvalidParameter'],
  Missing: [-505, 'InvalidParameter.MissingParameter'],
  ExceedLimit: [-507, 'OperationDenied.ExceedLimit'],
  DimensionGroup: [-509, 'InvalidParameter.DimensionGroupError'],
  Database: [-513, 'InternalError.DBoperationFail'],
} as const satisfies Record<string, readonly [number, string]>

/**
 * A refusal of monitoring. Its table calls these numbers 错误代码 and its `code` 错误码, where all other
 * actions have a 公共错误码: so `code` is the number itself. It is repeated in front of the message,
 * where other modules have their own code.
 */
export function refuseMetric(what: keyof typeof codes, says: string): ApiError {
  const [code, codeDesc] = codes[what]
  return new ApiError(code, codeDesc, says, code)
}

/** What is closest to a fault in the parameters: one that is missing, the wrong dimensions, or anything else. */
function kindOf({ rule }: Fault): keyof typeof codes {
  if (rule === 'required') return 'Missing'
  return rule === 'dimensionsOfMetric' ? 'DimensionGroup' : 'Invalid'
}

/** The refusal of parameters that do not fit the contract, by the first fault, naming all. */
export function metricRefusalOf(faults: readonly Fault[]): ApiError {
  const [first] = faults
  return refuseMetric(first ? kindOf(first) : 'Invalid', wordsOf(faults))
}
