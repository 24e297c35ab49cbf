import type { Deed } from './action'
import { failNode, healNode } from './nodeActions'
import { crashPod, healPod } from './podActions'
import { pushOne } from './tagActions'
import { moveClock, resetWorld } from './worldActions'

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
