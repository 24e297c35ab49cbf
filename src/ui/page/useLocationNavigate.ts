import { useCallback } from 'react'
import { useNavigate } from 'react-router'
import { useLocationHref } from '../../api/session/location'

/** Returns a function that navigates within the console and keeps account and region. */
export function useLocationNavigate(): (to: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate()
  const href = useLocationHref()
  return useCallback((to, options) => void navigate(href(to), options), [navigate, href])
}
