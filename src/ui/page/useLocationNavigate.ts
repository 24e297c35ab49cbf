import { useCallback } from 'react'
import { useNavigate } from 'react-router'
import { useLocationHref } from '../../api/session/location'

/** Navigates within the console, keeping the location (account and region). */
export function useLocationNavigate(): (to: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate()
  const href = useLocationHref()
  return useCallback((to, options) => void navigate(href(to), options), [navigate, href])
}
