import { useQueries } from '@tanstack/react-query'
import { listRevisions, type Revision } from '../../contract/console/history'
import { isFields } from '../../contract/fields'
import type { AffinityTerm } from '../../contract/rules/affinity'
import { askConsole } from '../client/console'
import { useCloudLocation } from '../session/location'

interface ServiceRef {
  clusterId: string
  namespace: string
  serviceName: string
}

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'] as const

function termOf(value: unknown): AffinityTerm[] {
  if (!isFields(value) || typeof value.key !== 'string') return []
  const operator = operators.find((candidate) => candidate === value.operator)
  const values = Array.isArray(value.values) ? value.values.map(String) : []
  return operator ? [{ key: value.key, operator, values }] : []
}

/** Returns the affinity terms in the last known settings of a service; undefined if unknown. */
function termsIn(revisions: readonly Revision[]): AffinityTerm[] | undefined {
  const last = revisions.find(({ spec }) => spec !== null)
  if (!last?.spec) return undefined
  const { nodeAffinity } = last.spec
  return Array.isArray(nodeAffinity) ? nodeAffinity.flatMap(termOf) : []
}

/**
 * Reads node affinities of services. The API does not return them; the console knows only those of
 * services last written through it.
 */
export function useNodeAffinities(
  serviceRefs: readonly ServiceRef[],
): (AffinityTerm[] | undefined)[] {
  const { account, region } = useCloudLocation()
  return useQueries({
    queries: serviceRefs.map((serviceRef) => {
      const query = { account, region, ...serviceRef, limit: 10 }
      return {
        queryKey: ['affinity', query],
        queryFn: async ({ signal }: { signal: AbortSignal }) => ({
          terms: termsIn((await askConsole(listRevisions, { query }, { signal })).revisions),
        }),
        staleTime: 30_000,
      }
    }),
  }).map(({ data }) => data?.terms)
}
