import type { Permissions } from '../ports'

/** A user with its current permissions. */
export interface Principal extends Permissions {
  user: string
}
