import { useTranslation } from 'react-i18next'
import { useRead } from '../../api/client/read'
import { DescribeClusterRequestLimitInfo } from '../../contract/actions/clusters/undocumentedActions'
import { useFormats } from '../../i18n/useFormats'
import type { Node } from './clusterState'

/**
 * Resource requests of a node's instances. All rows share one read, sent once the column is shown.
 */
export function NodeRequests({ clusterId, node }: { clusterId: string; node: Node }) {
  const { t } = useTranslation('clusters')
  const { t: tabs } = useTranslation('clusterTabs')
  const { number } = useFormats()
  const { data } = useRead(DescribeClusterRequestLimitInfo, { clusterId })
  const requests = data?.requestLimitInfo[node.lanIp]
  if (!requests) return '–'
  return tabs('node.requested', {
    cpu: number(requests.cpuRequest),
    cores: number(node.cpu, t('cores')),
    memory: number(requests.memRequest),
    size: number(node.mem, t('gigabytes')),
  })
}
