import { useAct } from '../../../api/client/act'
import { call } from '../../../api/client/call'
import { useCloudLocation } from '../../../api/session/location'
import type { Action } from '../../../contract/action'
import { ModifyServiceReplicas } from '../../../contract/actions/services/instances'
import {
  DeleteClusterService,
  DescribeClusterServiceInfo,
  ModifyClusterServiceImage,
  PauseClusterService,
  RedeployClusterService,
  ResumeClusterService,
} from '../../../contract/actions/services/services'
import { formatImageReference, parseImageReference } from '../../../contract/formats/imageReference'
import type { ServiceMenuAction } from '../actions/failedPrecondition'
import type { ListedService } from '../list/listedService'
import type { Service, ServiceRef } from '../serviceState'

export const batchActions = ['redeploy', 'scale', 'tag', 'pause', 'resume', 'delete'] as const
export type BatchAction = (typeof batchActions)[number]

/** Parameters that the user enters. */
export interface BatchParams {
  replicas: number
  tag: string
  /** Empty for services with a single container. */
  container: string
}

/** Replaces an image's tag and digest; undefined for an invalid image. */
export function withTag(image: string, tag: string): string | undefined {
  const reference = parseImageReference(image)
  return reference && formatImageReference({ ...reference, tag, digest: undefined })
}

/** Why a service is skipped; displayed like a refusal of the API. */
export class NotApplicable extends Error {}

const actions = {
  redeploy: RedeployClusterService,
  scale: ModifyServiceReplicas,
  tag: ModifyClusterServiceImage,
  pause: PauseClusterService,
  resume: ResumeClusterService,
  delete: DeleteClusterService,
} as const satisfies Record<BatchAction, Action>

/** The action of a single service's menu that a bulk action corresponds to. */
export const menuActionOf = (action: BatchAction): ServiceMenuAction =>
  action === 'tag' ? 'image' : action

/** A selected service that an action skips. */
export interface SkippedService {
  service: ListedService
  reason: string
}

/** The API action that a bulk action calls for each service. */
export const actionOf = (action: BatchAction) => actions[action]

const serviceRefOf = ({ clusterId, namespace, serviceName }: ServiceRef): ServiceRef => ({
  clusterId,
  namespace,
  serviceName,
})

/** Containers whose image tag changes, with their images. */
function withNewTag({ containers }: Pick<Service, 'containers'>, { container, tag }: BatchParams) {
  return containers
    .filter(({ containerName }) => !container || containerName === container)
    .map(({ containerName, image }) => ({ containerName, image: withTag(image, tag) ?? image }))
}

/** The call's parameters for one service, as far as known before it is re-read. */
export function paramsOf(action: BatchAction, service: ListedService, params: BatchParams): object {
  const serviceRef = serviceRefOf(service)
  if (action === 'scale') return { ...serviceRef, scaleTo: params.replicas }
  if (action !== 'tag') return serviceRef
  return {
    ...serviceRef,
    ...(service.details && { containers: withNewTag(service.details, params) }),
  }
}

/** Runs a bulk action on one service, in the service's own region. */
export function useBatchActions(
  isProduction: boolean,
  messages: { which: string; noSuch: string; invalidImage: string },
) {
  const { account } = useCloudLocation()
  const redeploy = useAct(actions.redeploy)
  const scale = useAct(actions.scale)
  const image = useAct(actions.tag)
  const pause = useAct(actions.pause)
  const resume = useAct(actions.resume)
  const remove = useAct(actions.delete)

  return async (
    action: BatchAction,
    service: ListedService,
    params: BatchParams,
  ): Promise<unknown> => {
    const { serviceName, region } = service
    const serviceRef = serviceRefOf(service)
    switch (action) {
      case 'redeploy':
        return redeploy.run(serviceRef, { region })
      case 'scale':
        return scale.run({ ...serviceRef, scaleTo: params.replicas }, { region })
      case 'pause':
        return pause.run(serviceRef, { region })
      case 'resume':
        return resume.run(serviceRef, { region })
      case 'delete':
        // The user has typed the count; in production accounts the proxy demands each name.
        return remove.run(serviceRef, { region, ...(isProduction && { confirm: serviceName }) })
      case 'tag': {
        const current = await call(DescribeClusterServiceInfo, { account, region }, serviceRef)
        const containers = withNewTag(current.service, params)
        if (containers.length === 0) throw new NotApplicable(messages.noSuch)
        if (containers.length > 1) throw new NotApplicable(messages.which)
        if (containers.some(({ image }) => !parseImageReference(image))) {
          throw new NotApplicable(messages.invalidImage)
        }
        return image.run({ ...serviceRef, containers }, { region })
      }
    }
  }
}
