import * as z from 'zod/mini'
import { type Pod, pod } from '../../../cloud/kubernetes/objects/pod'

/** A pod with this status, as the API server sends it; the other fields have usual values. */
export function podWith(status: object, spec: object = {}, metadata: object = {}): Pod {
  return z.parse(pod, {
    metadata: { name: 'web-1', namespace: 'shop', uid: 'pod-1', ...metadata },
    spec: { nodeName: 'node-1', containers: [{ name: 'web', image: 'web:1' }], ...spec },
    status,
  })
}

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 29) + seconds * 1000).toISOString()

/** State of a container that has been running since this second. */
export const runningSince = (second: number) => ({ running: { startedAt: at(second) } })

/** State of a container that ran between two seconds. */
export const ranUntil = (from: number, until: number, exitCode = 3) => ({
  terminated: { exitCode, reason: 'Error', startedAt: at(from), finishedAt: at(until) },
})

export const waitingFor = (reason: string) => ({ waiting: { reason, message: `${reason} …` } })

/** Status of a single container. */
export const container = (state: object, more: object = {}) => ({
  name: 'web',
  image: 'web:1',
  ready: false,
  restartCount: 0,
  state,
  ...more,
})
