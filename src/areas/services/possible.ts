import type { Status } from './serviceState'

export type Deed =
  | 'scale'
  | 'image'
  | 'pause'
  | 'resume'
  | 'rollback'
  | 'redeploy'
  | 'describe'
  | 'delete'

/** Why a deed makes no sense in a state, as a key of the area's texts; undefined: it can be done. */
export function obstacle(deed: Deed, status: Status): 'isPaused' | 'notPaused' | undefined {
  if (deed === 'pause' && status === 'Paused') return 'isPaused'
  if (deed === 'resume' && status !== 'Paused') return 'notPaused'
  return undefined
}
