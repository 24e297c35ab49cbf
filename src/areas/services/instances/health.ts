import type { Health } from '../../../ui/value/StatusChip'

const healths: Readonly<Record<string, Health>> = {
  Running: 'well',
  Waiting: 'waiting',
  Terminating: 'working',
  Terminated: 'unknown',
  NotReady: 'waiting',
}

/**
 * A waiting instance with a reason counts as failing: waiting does not fix an image that cannot be
 * pulled.
 */
const failingReasons = /失败|崩溃|失联|无效|溢出/

export const healthOf = ({ status, reason }: { status: string; reason: string }): Health =>
  failingReasons.test(reason) ? 'failing' : (healths[status] ?? 'unknown')
