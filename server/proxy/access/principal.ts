import type { Permissions } from '../ports'

/** A user with what it may do at present. */
export interface Principal extends Permissions {
  user: string
}
