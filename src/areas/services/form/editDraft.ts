import type { Place } from '../serviceState'

/** Name of a service's edit draft, also used when the service must be recreated. */
export const editDraft = (place: Place): string => `edit-service ${Object.values(place).join('/')}`
