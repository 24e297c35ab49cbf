import { useOutletContext } from 'react-router'
import { usePathNames } from '../../api/session/paths'
import type { Service, ServiceRef } from './serviceState'

/** The service named in the URL. */
export function useServiceRef(): ServiceRef {
  const { clusterId = '', namespace = '', serviceName = '' } = usePathNames()
  return { clusterId, namespace, serviceName }
}

/** Data loaded by the service page, for its tabs. */
export const useService = (): Service => useOutletContext<Service>()
