import { useRead } from '../../../api/client/read'
import { useBackendKind } from '../../../api/session/backendKind'
import { DescribeClusterServiceText } from '../../../contract/actions/services/undocumentedActions'
import type { ServiceRef } from '../serviceState'

/** The objects of a service as its Kubernetes cluster stores them; undefined for other accounts. */
export function useManifests(serviceRef: ServiceRef) {
  const isKubernetes = useBackendKind() === 'kubernetes'
  const { data, error } = useRead(DescribeClusterServiceText, serviceRef, { enabled: isKubernetes })
  if (!isKubernetes) return undefined
  return { live: data?.serviceText, kubernetes: data?.servicePureText, error }
}
