import { useAct } from '../../../api/act'
import { call } from '../../../api/call'
import { useScope } from '../../../api/scope'
import { ModifyServiceReplicas } from '../../../contract/instances'
import {
  DeleteClusterService,
  DescribeClusterServiceInfo,
  ModifyClusterServiceImage,
  PauseClusterService,
  RedeployClusterService,
  ResumeClusterService,
} from '../../../contract/services'
import type { Listed } from '../serviceColumns'

export const batchDeeds = ['redeploy', 'scale', 'tag', 'pause', 'resume', 'delete'] as const
export type BatchDeed = (typeof batchDeeds)[number]

/** What is asked for beside the services themselves. */
export interface Wish {
  replicas: number
  tag: string
  /** Empty: services of one container. */
  container: string
}

/** The same image with another tag; a registry may have a port. */
export const withTag = (image: string, tag: string): string =>
  `${image.replace(/@[^@]*$/, '').replace(/:[^:/]*$/, '')}:${tag}`

/** Why a service cannot be done to; told beside it like a refusal of the cloud. */
export class NotApplicable extends Error {}

/** How each deed is done to one service, in whatever region it is. */
export function useDeeds(isProduction: boolean, words: { which: string; noSuch: string }) {
  const { account } = useScope()
  const redeploy = useAct(RedeployClusterService)
  const scale = useAct(ModifyServiceReplicas)
  const image = useAct(ModifyClusterServiceImage)
  const pause = useAct(PauseClusterService)
  const resume = useAct(ResumeClusterService)
  const remove = useAct(DeleteClusterService)

  return async (deed: BatchDeed, service: Listed, wish: Wish): Promise<unknown> => {
    const { clusterId, namespace, serviceName, region } = service
    const place = { clusterId, namespace, serviceName }
    switch (deed) {
      case 'redeploy':
        return redeploy.run(place, { region })
      case 'scale':
        return scale.run({ ...place, scaleTo: wish.replicas }, { region })
      case 'pause':
        return pause.run(place, { region })
      case 'resume':
        return resume.run(place, { region })
      case 'delete':
        // How many go has been typed; the proxy of a production account wants each by its name.
        return remove.run(place, { region, ...(isProduction && { confirm: serviceName }) })
      case 'tag': {
        const target = { account, region }
        const told = await call(DescribeClusterServiceInfo, target, place)
        const { containers } = told.service
        const chosen = containers.filter(
          ({ containerName }) => !wish.container || containerName === wish.container,
        )
        if (chosen.length === 0) throw new NotApplicable(words.noSuch)
        if (chosen.length > 1) throw new NotApplicable(words.which)
        return image.run(
          {
            ...place,
            containers: chosen.map((one) => ({
              containerName: one.containerName,
              image: withTag(one.image, wish.tag),
            })),
          },
          { region },
        )
      }
    }
  }
}
