import type { AdminAction } from './action'
import { failNode, healNode } from './nodeActions'
import { crashPod, healPod } from './podActions'
import { pushNewTag } from './tagActions'
import { moveClock, resetWorld } from './worldActions'

/** All administrative actions, in the order in which the help page lists them. */
export const adminActions: readonly AdminAction[] = [
  pushNewTag,
  failNode,
  healNode,
  crashPod,
  healPod,
  moveClock,
  resetWorld,
]
