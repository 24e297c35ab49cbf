import { ListTriggerLog } from '../../contract/actions/registry/undocumentedActions'
import { DescribeClusterServiceInfo } from '../../contract/actions/services/services'
import { parseOwnImage } from '../../contract/formats/registryNames'
import { parseApiTime } from '../../i18n/format'
import { useRead, useReads } from '../client/read'

/** An attempt of a trigger to update a service after a push. */
export interface Firing {
  /** Unix milliseconds. */
  at: number
  triggerName: string
  tagName: string
  isDone: boolean
  /** The cloud's message. */
  message: string
}

interface ServiceRef {
  clusterId: string
  namespace: string
  serviceName: string
}

/** Reads trigger executions for a service from the logs of its images' repositories. */
export function useFirings(serviceRef: ServiceRef, enabled = true): readonly Firing[] {
  const { clusterId, namespace, serviceName } = serviceRef
  const info = useRead(
    DescribeClusterServiceInfo,
    { clusterId, namespace, serviceName },
    { enabled },
  )
  const images = info.data?.service.containers.map(({ image }) => image) ?? []
  const repositories = [...new Set(images.flatMap((image) => parseOwnImage(image)?.reponame ?? []))]
  const logs = useReads(
    ListTriggerLog,
    repositories.map((reponame) => ({
      reponame,
      limit: 100,
      orderby: 'invoke_time',
      order: 'desc',
    })),
    { enabled },
  )
  return logs.flatMap((log) =>
    (log.data?.logInfo ?? []).flatMap((entry): Firing[] => {
      const { invokePara, triggerName, tagName, invokeResult } = entry
      const at = parseApiTime(entry.invokeTime)
      const isConsoleResponse =
        invokePara.clusterId === clusterId &&
        invokePara.namespace === namespace &&
        invokePara.serviceName === serviceName
      if (!isConsoleResponse || at === undefined) return []
      const isDone = invokeResult.returnCode === 0
      return [{ at, triggerName, tagName, isDone, message: invokeResult.returnMsg }]
    }),
  )
}
