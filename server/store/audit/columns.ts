/** Columns of an audit entry, without the store's internal ones. */
export const auditColumns = [
  'id',
  'at',
  'user',
  'role',
  'address',
  'account',
  'region',
  'action',
  'target',
  'params',
  'outcome',
  'code',
  'codeDesc',
  'message',
  'cloudRequestId',
  'duration',
] as const
