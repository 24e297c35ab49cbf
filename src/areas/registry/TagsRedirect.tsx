import { Navigate, useLocation } from 'react-router'

/** Redirects a repository's base URL to its tags, keeping the query. */
export function TagsRedirect() {
  const { search, pathname } = useLocation()
  return <Navigate replace to={{ pathname: `${pathname.replace(/\/$/, '')}/tags`, search }} />
}
