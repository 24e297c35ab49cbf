/** Error codes of monitoring: 监控相关接口/查询容器服务监控信息, 错误码表. */
export const monitorCodes = {
  SourceNotExists: {
    code: -502,
    codeDesc: 'OperationDenied.SourceNotExists',
    meaning: 'No resource has these dimensions.',
  },
  Invalid: { code: -503, codeDesc: 'InvalidParameter', meaning: 'A parameter is invalid.' },
  Missing: {
    code: -505,
    codeDesc: 'InvalidParameter.MissingParameter',
    meaning: 'A required parameter is missing.',
  },
  ExceedLimit: {
    code: -507,
    codeDesc: 'OperationDenied.ExceedLimit',
    meaning: 'The range has more points than one response can hold.',
  },
  DimensionGroup: {
    code: -509,
    codeDesc: 'InvalidParameter.DimensionGroupError',
    meaning: 'The dimensions are not those of the metric’s level.',
  },
  Database: {
    code: -513,
    codeDesc: 'InternalError.DBoperationFail',
    meaning: 'The values couldn’t be read.',
  },
} as const

export type MonitorFault = keyof typeof monitorCodes
