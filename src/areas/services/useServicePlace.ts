import { useOutletContext, useParams } from 'react-router'
import type { Place, Service } from './serviceState'

/** The service named in the URL. */
export function useServicePlace(): Place {
  const { clusterId = '', namespace = '', serviceName = '' } = useParams()
  return { clusterId, namespace, serviceName }
}

/** Data loaded by the service page, for its tabs. */
export const useService = (): Service => useOutletContext<Service>()
