import type { Permissions } from '../ports'

/** A user with its current permissions. */
export interface Principal extends Permissions {
  user: string
  /** Name of the access token that the request carries, in place of a session. */
  accessToken?: string
}
