import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../../api/client/read'
import { DescribeClusterRequestLimitInfo } from '../../../contract/actions/clusters/undocumentedActions'
import { shellCommand } from '../../../contract/formats/shell'
import { KubectlCommands } from '../../../ui/call/KubectlPreview'
import { Dialog } from '../../../ui/feedback/Dialog'
import { ErrorText } from '../../../ui/feedback/ErrorText'
import { Mono } from '../../../ui/value/Mono'
import type { Node } from '../clusterState'

interface Props {
  clusterId: string
  node: Node
  onClose: () => void
}

/** Lists the pods of a node that belong to no service; they can't be changed here. */
export function OtherPodsDialog({ clusterId, node, onClose }: Props) {
  const { t } = useTranslation('clusterActions')
  const { data, error } = useRead(DescribeClusterRequestLimitInfo, { clusterId })
  const pods = data?.otherPods?.filter((pod) => pod.instanceId === node.instanceId)
  const command = shellCommand(
    ...['kubectl', 'get', 'pods', '--all-namespaces', '--output', 'wide', '--field-selector'],
    `spec.nodeName=${node.instanceName}`,
  )
  return (
    <Dialog size="lg" onClose={onClose} title={t('otherPods.title', { name: node.instanceName })}>
      <p>{t('otherPods.text')}</p>
      {error && <ErrorText error={error} />}
      {!data && !error && <Skeleton height={48} />}
      {pods?.length === 0 && <p>{t('otherPods.none')}</p>}
      {pods && pods.length > 0 && (
        <ul>
          {pods.map(({ namespace, name, ownerKind, ownerName, status }) => (
            <li key={`${namespace}/${name}`}>
              <Mono>{`${namespace}/${name}`}</Mono> {ownerKind && `${ownerKind} ${ownerName}, `}
              {status}
            </li>
          ))}
        </ul>
      )}
      <KubectlCommands text={command} />
    </Dialog>
  )
}
