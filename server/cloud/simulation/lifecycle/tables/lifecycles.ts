import { clusterTable } from './cluster'
import { instanceTable } from './instance'
import { nodeTable } from './node'
import { serviceTable } from './service'
import { loadBalancerTable, namespaceTable, taskTable } from './small'
import type { Lifecycle } from './table'

/** The tables by name. */
export const lifecycles = {
  cluster: clusterTable,
  node: nodeTable,
  namespace: namespaceTable,
  service: serviceTable,
  instance: instanceTable,
  loadBalancer: loadBalancerTable,
  task: taskTable,
} as const satisfies Readonly<Record<string, Lifecycle>>

export type LifecycleName = keyof typeof lifecycles
