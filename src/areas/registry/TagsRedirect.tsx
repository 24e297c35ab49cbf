import { Navigate, useLocation } from 'react-router'

/** A repository's own address shows its tags; the rest of the address stays. */
export function TagsRedirect() {
  const { search, pathname } = useLocation()
  return <Navigate replace to={{ pathname: `${pathname.replace(/\/$/, '')}/tags`, search }} />
}
