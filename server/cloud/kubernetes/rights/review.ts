import * as z from 'zod/mini'
import type { Client } from '../client/client'
import { StatusError } from '../client/status'
import type { Right, Verdict } from './right'

const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'

const reviewed = z.object({
  status: z.object({
    allowed: z.boolean(),
    denied: z.optional(z.boolean()),
    evaluationError: z.optional(z.string()),
  }),
})

/**
 * Asks whether the account's credentials have a right in a namespace, or in all namespaces if
 * `namespace` is empty. Rejects if the cluster does not accept the credentials at all.
 */
export async function reviewAccess(
  client: Client,
  { verb, group, resource: named }: Right,
  namespace: string,
  signal: AbortSignal,
): Promise<Verdict> {
  const [resource, subresource] = named.split('/')
  const resourceAttributes = { verb, group, resource, subresource, namespace }
  const body = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes },
  }
  try {
    const { status } = z.parse(reviewed, await client.ask(path, body, signal))
    if (status.allowed) return 'allowed'
    const isUndecided = !status.denied && Boolean(status.evaluationError)
    return isUndecided ? 'unknown' : 'denied'
  } catch (error) {
    if (error instanceof StatusError && error.status === 401) throw error
    return 'unknown'
  }
}
