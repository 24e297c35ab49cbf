import type { PastNode, PastPod } from './pastResources'
import type { RegistryThings } from './registryResources'
import type {
  Cluster,
  Format,
  Happening,
  Machine,
  Namespace,
  Node,
  Nonce,
  Pod,
  Service,
  Task,
  WorldClock,
} from './resources'

/** The type of each kind of resource. */
export interface Things extends RegistryThings {
  cluster: Cluster
  node: Node
  machine: Machine
  namespace: Namespace
  service: Service
  pod: Pod
  happening: Happening
  task: Task
  nonce: Nonce
  pastPod: PastPod
  pastNode: PastNode
  clock: WorldClock
  format: Format
}

export type Kind = keyof Things
