import { useOutletContext, useParams } from 'react-router'
import type { Place, Service } from './serviceState'

/** The service that the address names. */
export function usePlace(): Place {
  const { clusterId = '', namespace = '', serviceName = '' } = useParams()
  return { clusterId, namespace, serviceName }
}

/** What the service's page has read, for its tabs. */
export const useService = (): Service => useOutletContext<Service>()
