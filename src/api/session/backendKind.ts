import type { BackendKind } from '../../contract/console/session'
import { useCloudLocation } from './location'
import { useSession } from './session'

/** Returns the kind of backend of the page's account; undefined for a remote endpoint. */
export function useBackendKind(): BackendKind | undefined {
  const { session } = useSession()
  const { account } = useCloudLocation()
  return session?.accounts.find((candidate) => candidate.name === account)?.backend
}
