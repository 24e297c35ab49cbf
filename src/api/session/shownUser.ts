let id: string | undefined

/** ID of the user whose data the page shows; undefined before the session is known. */
export const shownUserId = (): string | undefined => id

export const setShownUserId = (next: string | undefined): void => {
  id = next
}
