import { clusterTable } from './cluster'
import { instanceTable } from './instance'
import { nodeTable } from './node'
import { loadBalancerTable, namespaceTable, taskTable } from './otherTables'
import { serviceTable } from './service'
import type { Lifecycle } from './table'

/** The lifecycle tables by name. */
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
