import type { Permissions } from '../ports'

/** A user with the current permissions. */
export interface Principal extends Permissions {
  user: string
  /** Name of the access token, if the request carries one in place of a session. */
  accessToken?: string
}
