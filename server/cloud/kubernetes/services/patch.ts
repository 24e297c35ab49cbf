import { change } from '../client/change'
import type { Cluster } from '../clusters/cluster'
import type { Deployment } from '../objects/deployment'
import { pathOf } from './paths'

/** Patches a Deployment; the next read includes the result. */
export async function patchDeployment(
  { client, cache }: Cluster,
  deployment: Deployment,
  body: object,
  contentType?: string,
): Promise<void> {
  const path = pathOf('deployments', deployment)
  const answer = await change(client, {
    method: 'PATCH',
    path,
    body,
    ...(contentType !== undefined && { contentType }),
  })
  cache.merge('deployments', answer)
}
