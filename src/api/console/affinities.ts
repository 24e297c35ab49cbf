import { useQueries } from '@tanstack/react-query'
import { isFields } from '../../contract/fields'
import type { AffinityTerm } from '../../contract/rules/affinity'
import { ask } from '../client/call'
import { useCloudLocation } from '../session/location'

interface Place {
  clusterId: string
  namespace: string
  serviceName: string
}

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'] as const

function termOf(value: unknown): AffinityTerm[] {
  if (!isFields(value) || typeof value.key !== 'string') return []
  const operator = operators.find((one) => one === value.operator)
  const values = Array.isArray(value.values) ? value.values.map(String) : []
  return operator ? [{ key: value.key, operator, values }] : []
}

/** The terms that a service was last given through this console; undefined where that is not known. */
function termsIn(data: unknown): AffinityTerm[] | undefined {
  const revisions = isFields(data) && Array.isArray(data.revisions) ? data.revisions : []
  const last: unknown = revisions.find((one) => isFields(one) && isFields(one.spec))
  if (!isFields(last) || !isFields(last.spec)) return undefined
  const { nodeAffinity } = last.spec
  return Array.isArray(nodeAffinity) ? nodeAffinity.flatMap(termOf) : []
}

/**
 * Which nodes services ask for. The API does not tell it of a service; the console knows it of those
 * that were last written through it, and gives undefined for the others.
 */
export function useNodeAffinities(places: readonly Place[]): (AffinityTerm[] | undefined)[] {
  const { account, region } = useCloudLocation()
  return useQueries({
    queries: places.map((place) => {
      const search = new URLSearchParams({ account, region, ...place, limit: '10' })
      return {
        queryKey: ['affinity', search.toString()],
        queryFn: async ({ signal }: { signal: AbortSignal }) => ({
          terms: termsIn(await ask(`/api/revisions?${search}`, { method: 'GET', signal })),
        }),
        staleTime: 30_000,
      }
    }),
  }).map(({ data }) => data?.terms)
}
