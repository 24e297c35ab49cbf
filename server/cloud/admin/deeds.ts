import type { Deed } from './deed'
import { failNode, healNode } from './nodeDeeds'
import { crashPod, healPod } from './podDeeds'
import { pushOne } from './tagDeeds'
import { moveClock, resetWorld } from './worldDeeds'

/** All that can be done, in the order in which it is told. */
export const deeds: readonly Deed[] = [
  pushOne,
  failNode,
  healNode,
  crashPod,
  healPod,
  moveClock,
  resetWorld,
]
