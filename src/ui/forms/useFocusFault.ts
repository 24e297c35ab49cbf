import { type RefObject, useEffect, useRef } from 'react'

/** For a form: each new error takes the focus to the first field that it is about, where there is one. */
export function useFocusFault(error: unknown): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [error])
  return form
}
