/**
 * Reasons for the state of a resource; api-facts.md 4.2 and 5.3. `several` puts a count before a
 * reason.
 */
export const reasons = {
  several: '{{count}} × {{reason}}',
  join: ', ',
  imagePull: 'image pull failed',
  invalidImage: 'invalid image name',
  imagePulling: 'pulling image',
  crash: 'container crashed',
  crashLoop: 'container keeps crashing',
  running: 'container running',
  creating: 'creating container',
  notReady: 'container not ready',
  probeFailed: 'health check failed',
  liveFailed: 'liveness check failed',
  readyFailed: 'readiness check failed',
  noResources: 'insufficient resources',
  schedule: 'scheduling failed',
  waitingPlace: 'waiting to be scheduled',
  startFailed: 'container failed to start',
  terminating: 'terminating container',
  terminated: 'container terminated',
  oom: 'container ran out of memory',
  memoryPressure: 'low memory',
  outOfDisk: 'disk full',
  networkUnavailable: 'network unavailable',
  nodeUnknown: 'node not responding',
  podFailed: 'instance failed to start',
  retry: 'retrying',
}
