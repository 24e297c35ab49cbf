import type { Health } from './StatusChip'

const clusterHealths: Readonly<Record<string, Health>> = {
  Creating: 'working',
  Running: 'well',
  Deleting: 'working',
  Scaling: 'working',
  Upgrading: 'working',
  Isolated: 'paused',
  Abnormal: 'failing',
}

const serviceHealths: Readonly<Record<string, Health>> = {
  Stopped: 'paused',
  Normal: 'well',
  Abnormal: 'failing',
  Waiting: 'waiting',
  Paused: 'paused',
  Updating: 'working',
  RollingBack: 'working',
}

const nodeHealths: Readonly<Record<string, Health>> = {
  Normal: 'well',
  Abnormal: 'failing',
  Joining: 'working',
  Cordoned: 'paused',
}

const instanceHealths: Readonly<Record<string, Health>> = {
  Running: 'well',
  Waiting: 'waiting',
  Terminating: 'working',
  Terminated: 'unknown',
  NotReady: 'waiting',
}

/** Endpoints may return undocumented statuses, which count as unknown rather than as errors. */
const healthIn = (healths: Readonly<Record<string, Health>>, status: string): Health =>
  Object.hasOwn(healths, status) ? (healths[status] ?? 'unknown') : 'unknown'

export const clusterHealth = (status: string) => healthIn(clusterHealths, status)

export const serviceHealth = (status: string) => healthIn(serviceHealths, status)

interface ServiceState {
  status: string
  currentReplicas?: number | undefined
  desiredReplicas?: number | undefined
}

/** The API reports a service scaled to 0 as Normal, so it is listed with the running ones. */
export const shownServiceStatus = ({ status, currentReplicas, desiredReplicas }: ServiceState) =>
  status === 'Normal' && currentReplicas === 0 && desiredReplicas === 0 ? 'Stopped' : status

/** Health of a node by its status in the inventory. */
export const nodeHealth = (status: string) => healthIn(nodeHealths, status)

/**
 * A waiting instance with a reason counts as failing: waiting does not fix an image that cannot be
 * pulled.
 */
const failingReasons = /失败|崩溃|失联|无效|溢出/

export const instanceHealth = ({ status, reason }: { status: string; reason: string }): Health =>
  failingReasons.test(reason) ? 'failing' : healthIn(instanceHealths, status)
