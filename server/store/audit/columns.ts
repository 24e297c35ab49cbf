/** Columns of an audit entry, without those of the store's own. */
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
