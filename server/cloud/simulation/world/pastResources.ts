import type { Node, Pod } from './resources'

/** A pod that has gone, as far as its measurements need it; `stoppingAt` is set. */
export interface PastPod extends Omit<Pod, 'needs' | 'refused' | 'restartsBefore'> {
  stoppingAt: number
}

/** A node that has gone. A machine may join again, so its id is that of the node with `createdAt`. */
export interface PastNode
  extends Pick<Node, 'id' | 'wakeAt' | 'clusterId' | 'createdAt' | 'readyAt' | 'troubles'> {
  nodeId: string
  /** Cores. */
  cpu: number
  /** GB. */
  mem: number
  goneAt: number
}
