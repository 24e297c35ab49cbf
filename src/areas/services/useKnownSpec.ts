import { useMemo } from 'react'
import { useRead } from '../../api/client/read'
import { lastSpec, type Revision, useRevisions } from '../../api/console/revisions'
import { DescribeClusterServiceInfo } from '../../contract/actions/services/services'
import type { Service, ServiceRef } from './serviceState'
import { type Known, knownSpec } from './spec/known'
import { specFrom } from './spec/spec'

interface KnownSpecRead {
  knownSpec: Known | undefined
  service: Service | undefined
  revisions: readonly Revision[] | undefined
  error: Error | null
  refetch: () => Promise<unknown>
}

/** A service's settings, combined from the API's answer and the last write of this console. */
export const knownSpecOf = (service: Service, revisions: readonly Revision[]): Known => {
  const stored = lastSpec(revisions)
  return knownSpec(service, stored ? specFrom(stored) : undefined)
}

/**
 * All settings of a service, refreshed regularly; undefined until the API's response and the
 * revisions have loaded.
 */
export function useKnownSpec(serviceRef: ServiceRef): KnownSpecRead {
  const read = useRead(DescribeClusterServiceInfo, serviceRef)
  const ownRevisions = useRevisions(serviceRef)
  const service = read.data?.service
  const revisions = ownRevisions.data?.revisions
  const known = useMemo(
    () => (service && revisions ? knownSpecOf(service, revisions) : undefined),
    [service, revisions],
  )
  return {
    knownSpec: known,
    service,
    revisions,
    error: read.error ?? ownRevisions.error,
    refetch: () => Promise.all([read.refetch(), ownRevisions.refetch()]),
  }
}
