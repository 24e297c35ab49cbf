import type { Place } from '../serviceState'

/** Name under which what is entered about a service is kept, also when it has to be created anew. */
export const editDraft = (place: Place): string => `edit-service ${Object.values(place).join('/')}`
