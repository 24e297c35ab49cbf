/** 查询容器服务监控信息, 错误码表: error codes of monitoring. */
export const monitorCodes = {
  SourceNotExists: { code: -502, codeDesc: 'OperationDenied.SourceNotExists' },
  Invalid: { code: -503, codeDesc: 'InvalidParameter' },
  Missing: { code: -505, codeDesc: 'InvalidParameter.MissingParameter' },
  ExceedLimit: { code: -507, codeDesc: 'OperationDenied.ExceedLimit' },
  DimensionGroup: { code: -509, codeDesc: 'InvalidParameter.DimensionGroupError' },
  Database: { code: -513, codeDesc: 'InternalError.DBoperationFail' },
} as const

export type MonitorFault = keyof typeof monitorCodes
