import type { Node, Pod } from './resources'

/** What the metrics of a deleted pod need. */
export interface PastPod extends Omit<Pod, 'needs' | 'refused' | 'restartsBefore'> {
  stoppingAt: number
}

/**
 * What the metrics of a removed node need. Its ID contains `createdAt`, because a machine may join
 * again.
 */
export interface PastNode
  extends Pick<Node, 'id' | 'wakeAt' | 'clusterId' | 'createdAt' | 'readyAt' | 'troubles'> {
  nodeId: string
  /** Cores. */
  cpu: number
  /** GB. */
  mem: number
  goneAt: number
}
