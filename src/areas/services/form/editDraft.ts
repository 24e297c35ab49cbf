import type { ServiceRef } from '../serviceState'

/** Name of a service's edit draft, also used when the service must be recreated. */
export const editDraft = (serviceRef: ServiceRef): string =>
  `edit-service ${Object.values(serviceRef).join('/')}`
