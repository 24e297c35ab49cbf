import type { Standing } from '../ports'

/** A user with what it may do at present. */
export interface Person extends Standing {
  user: string
}
