import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useActionForm } from '../../../api/client/form'
import { clusterPath } from '../../../api/session/paths'
import { CreateCluster } from '../../../contract/actions/clusters/clusters'
import { clusterMasks } from '../../../contract/rules/cidr'
import { quotas } from '../../../contract/tables/quotas'
import { CallPreview } from '../../../ui/call/CallPreview'
import { type Step, StepPage } from '../../../ui/forms/StepPage'
import { useLocationNavigate } from '../../../ui/page/useLocationNavigate'
import { ChoiceSummary } from './ChoiceSummary'
import { conflictOf, type Neighbour, shapeFault } from './cidrCheck'
import { AccessFields, GroupField } from './fields/AccessFields'
import { BasicFields } from './fields/BasicFields'
import { MachineFields } from './fields/MachineFields'
import { NetworkFields } from './fields/NetworkFields'
import { useNeighbours } from './lookups'
import { summarizeCluster } from './summary'
import { type ClusterValues, clusterOf, initialCluster } from './values'

/** Conflicts of the address ranges, beyond their format. */
function useCidrFault() {
  const { t } = useTranslation('clusterForms')
  return (values: ClusterValues, neighbours: readonly Neighbour[]): Record<string, string> => {
    const { clusterCIDR, ignoreClusterCIDRConflict } = values
    const fault = shapeFault(clusterCIDR)
    if (fault) return { clusterCIDR: t(`fault.${fault}`, clusterMasks) }
    const conflict = conflictOf(clusterCIDR, neighbours)
    if (!conflict || ignoreClusterCIDRConflict) return {}
    const { kind, name, cidr } = conflict
    return { clusterCIDR: t(`fault.${kind}Overlap`, { name, cidr }) }
  }
}

const fieldsOf = {
  basics: ['clusterName', 'clusterDesc', 'osName'],
  network: ['vpcId', 'zoneId', 'subnetId', 'clusterCIDR', 'ignoreClusterCIDRConflict'],
  machines: [
    ...(['instanceType', 'cpu', 'mem', 'goodsNum', 'rootSize', 'storageSize', 'cvmType'] as const),
    ...(['period', 'bandwidth', 'bandwidthType', 'wanIp', 'isVpcGateway'] as const),
  ],
  access: ['password', 'keyId', 'sgId'],
  review: [],
} as const

/**
 * /clusters/new?step=: all parameters of CreateCluster in steps, with a preview of the call at the
 * end.
 */
export function CreateClusterPage() {
  const { t } = useTranslation('clusterForms')
  const navigate = useLocationNavigate()
  const cidrFault = useCidrFault()
  const { form, ...rest } = useActionForm<typeof CreateCluster, ClusterValues>(CreateCluster, {
    initial: initialCluster,
    request: clusterOf,
    draft: 'create-cluster',
    check: (values) => cidrFault(values, neighbours),
    notice: (_data, { clusterName }) => t('create.notice', { name: clusterName }),
    done: ({ clusterId }) => navigate(clusterPath(clusterId)),
  })
  const { neighbours, clusters } = useNeighbours(form.values.vpcId)
  const { values } = form
  const step = (id: keyof typeof fieldsOf, content: React.ReactNode): Step => ({
    id,
    title: t(`step.${id}`),
    fields: Object.fromEntries(fieldsOf[id].map((path) => [path, t(`field.${path}`)])),
    content,
  })
  return (
    <StepPage
      {...rest}
      title={t('create.title')}
      submitLabel={t('create.submit')}
      onCancel={() => navigate('/clusters')}
      isDirty={form.isDirty}
      faults={form.errors}
      summary={
        <>
          <h2>{t('create.summary')}</h2>
          <ChoiceSummary summary={summarizeCluster(values, t).slice(0, 6)} />
          <p>{t('create.quota', { count: clusters, max: quotas.clusters.default })}</p>
        </>
      }
      steps={[
        step('basics', <BasicFields form={form} />),
        step('network', <NetworkFields form={form} />),
        step('machines', <MachineFields form={form} left={quotas.nodes.default} />),
        step(
          'access',
          <Stack gap="sm">
            <AccessFields form={form} />
            <GroupField form={form} />
          </Stack>,
        ),
        step(
          'review',
          <Stack gap="md">
            <ChoiceSummary summary={summarizeCluster(values, t)} />
            <CallPreview action={CreateCluster} params={clusterOf(values)} isOpen />
          </Stack>,
        ),
      ]}
    />
  )
}
