import { Skeleton } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../../api/client/act'
import { useBackendKind } from '../../../api/session/backendKind'
import { useNamedInProduction } from '../../../api/session/production'
import type { ResponseOf } from '../../../contract/action'
import { DrainClusterNode } from '../../../contract/actions/clusters/undocumentedActions'
import { KubectlPreview } from '../../../ui/call/KubectlPreview'
import { ConfirmDialog } from '../../../ui/feedback/ConfirmDialog'
import { ErrorText } from '../../../ui/feedback/ErrorText'
import { Mono } from '../../../ui/value/Mono'
import type { Node } from '../clusterState'

interface Props {
  clusterId: string
  node: Node
  onClose: () => void
}

/** Drains a node after showing the result of a dry run. */
export function DrainDialog({ clusterId, node, onClose }: Props) {
  const { t } = useTranslation('clusterActions')
  const name = node.instanceName
  const { pods, error } = useDryRun(clusterId, node.instanceId)
  const act = useAct(DrainClusterNode, { notice: t('drain.notice', { name }) })
  const isKubernetes = useBackendKind() === 'kubernetes'
  const confirmation = useNamedInProduction(node.instanceId)
  return (
    <ConfirmDialog
      isOpened
      onClose={onClose}
      title={t('drain.title', { name })}
      confirmLabel={t('drain.submit')}
      isDestructive
      {...confirmation}
      onConfirm={(confirm) =>
        act.run({ ClusterId: clusterId, InstanceId: node.instanceId, DryRun: 0 }, { confirm })
      }
    >
      <p>{t('drain.text')}</p>
      {isKubernetes && <p>{t('drain.kubernetes')}</p>}
      {error && <ErrorText error={error} />}
      {!pods && !error && <Skeleton height={48} />}
      {pods?.length === 0 && <p>{t('drain.idle')}</p>}
      {pods && pods.length > 0 && (
        <>
          <p>{t(isKubernetes ? 'drain.evicts' : 'drain.moves', { count: pods.length })}</p>
          <ul>
            {pods.map((pod) => (
              <li key={`${pod.Namespace}/${pod.Name}`}>
                <Mono>{`${pod.Namespace}/${pod.Name}`}</Mono>
                {pod.OwnerKind && ` (${pod.OwnerKind})`}
                {pod.OwnerKind === '' && <strong> {t('drain.lost')}</strong>}
              </li>
            ))}
          </ul>
        </>
      )}
      <KubectlPreview
        action="DrainClusterNode"
        params={{ ClusterId: clusterId, InstanceId: name }}
      />
    </ConfirmDialog>
  )
}

/** Runs the dry run once per opening of the dialog. */
function useDryRun(ClusterId: string, InstanceId: string) {
  const { run, error } = useAct(DrainClusterNode)
  const [pods, setPods] = useState<ResponseOf<typeof DrainClusterNode>['Pods']>()
  const started = useRef('')
  useEffect(() => {
    if (started.current === InstanceId) return
    started.current = InstanceId
    run({ ClusterId, InstanceId, DryRun: 1 }).then(
      ({ Pods }) => setPods(Pods),
      () => {
        // The error is shown through `error`.
      },
    )
  }, [run, ClusterId, InstanceId])
  return { pods, error }
}
