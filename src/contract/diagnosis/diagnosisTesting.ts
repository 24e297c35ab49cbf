import type { Container, Event, Instance, Node, Service, ServiceFacts } from './facts'

/** Facts for the tests of the rules: an object in its usual state, with what a test changes. */

export const container = (more: Partial<Container> = {}): Container => ({
  name: 'web',
  containerId: '',
  status: 'Waiting',
  reason: '',
  image: 'shop/web:2',
  ...more,
})

export const instance = (more: Partial<Instance> = {}): Instance => ({
  name: 'web-2-a',
  status: 'Waiting',
  reason: more.containers?.[0]?.reason ?? '',
  nodeIp: '10.0.0.4',
  restartCount: 0,
  createdAt: '2026-11-29 12:00:00',
  containers: [container()],
  ...more,
})

export const event = (reason: string, message: string, more: Partial<Event> = {}): Event => ({
  level: 'Warning',
  objType: 'Pod',
  objName: 'web-2-a',
  reason,
  message,
  count: 3,
  firstSeen: '2026-11-29 12:00:10',
  lastSeen: '2026-11-29 12:05:00',
  ...more,
})

export const service = (more: Partial<Service> = {}): Service => ({
  serviceName: 'web',
  status: 'Abnormal',
  reasonMap: {},
  currentReplicas: 0,
  desiredReplicas: 1,
  lbStatus: 'None',
  ...more,
})

export const node = (more: Partial<Node> = {}): Node => ({
  instanceId: 'ins-1',
  instanceName: 'node-1',
  lanIp: '10.0.0.4',
  cpu: 4,
  mem: 8,
  isNormal: 1,
  abnormalReason: '',
  cvmState: 2,
  createdAt: '2026-11-01 12:00:00',
  unschedulable: false,
  ...more,
})

/** A service with one instance in a state, and events about it. */
export const serviceFacts = (
  one: Instance,
  events: readonly Event[] = [],
  more: Partial<ServiceFacts> = {},
): ServiceFacts => ({ service: service(), instances: [one], events, nodes: [], ...more })

/** An instance whose only container has a reason. */
export const waiting = (reason: string, more: Partial<Container> = {}): Instance =>
  instance({ reason, containers: [container({ reason, ...more })] })
