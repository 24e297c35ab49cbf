import type { AuditRow } from '../../proxy/audit/ports'

/** A pending audit entry; a test overrides its fields. */
export const auditRow = (id: string, facts: Partial<AuditRow> = {}): AuditRow => ({
  id,
  at: 1_700_000_000_000,
  user: 'ada',
  role: 'operator',
  address: '127.0.0.1',
  account: 'prod',
  region: 'gz',
  action: 'DeleteClusterService',
  target: 'cls-1/default/web',
  params: '{}',
  outcome: 'pending',
  code: null,
  codeDesc: '',
  message: '',
  cloudRequestId: '',
  duration: null,
  ...facts,
})
