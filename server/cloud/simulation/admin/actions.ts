import type { Deed } from './action'
import { failNode, healNode } from './nodeActions'
import { crashPod, healPod } from './podActions'
import { pushOne } from './tagActions'
import { moveClock, resetWorld } from './worldActions'

/** All administrative actions, in the order in which the help page lists them. */
export const deeds: readonly Deed[] = [
  pushOne,
  failNode,
  healNode,
  crashPod,
  healPod,
  moveClock,
  resetWorld,
]
