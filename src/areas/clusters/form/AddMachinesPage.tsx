import { Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useActionForm } from '../../../api/client/form'
import { clusterPath } from '../../../api/session/paths'
import type { RequestOf } from '../../../contract/action'
import { AddClusterInstances } from '../../../contract/actions/clusters/clusters'
import { CallPreview } from '../../../ui/call/CallPreview'
import { BlockedNotice } from '../../../ui/forms/BlockedNotice'
import { FormPage, FormSection } from '../../../ui/forms/FormPage'
import { useLocationNavigate } from '../../../ui/page/useLocationNavigate'
import { useActionReason } from '../actions/useActionReason'
import { ChoiceSummary } from './ChoiceSummary'
import { AccessFields, GroupField } from './fields/AccessFields'
import { MachineFields } from './fields/MachineFields'
import { PlaceFields } from './fields/PlaceFields'
import { summarizeMachines } from './summary'
import { useClusterOfUrl } from './useClusterOfUrl'
import { initialMachines, type MachineValues, machinesOf } from './values'

/** /clusters/:clusterId/add-nodes: buys machines for the cluster. */
export function AddMachinesPage() {
  const { t } = useTranslation('clusterActions')
  const { t: formTexts } = useTranslation('clusterForms')
  const navigate = useLocationNavigate()
  const { clusterId, cluster, name, left } = useClusterOfUrl()
  const reason = useActionReason(cluster)('AddClusterInstances')
  const nodesPath = `${clusterPath(clusterId)}/nodes`
  const requestOf = (values: MachineValues): RequestOf<typeof AddClusterInstances> => ({
    clusterId,
    ...machinesOf(values),
  })
  const { form, ...rest } = useActionForm<typeof AddClusterInstances, MachineValues>(
    AddClusterInstances,
    {
      initial: initialMachines,
      request: requestOf,
      draft: `add-machines ${clusterId}`,
      notice: ({ instanceIds }) => t('addMachines.notice', { count: instanceIds.length }),
      done: () => navigate(nodesPath),
    },
  )
  return (
    <FormPage
      {...rest}
      title={t('addMachines.title', { name })}
      submitLabel={t('addMachines.submit')}
      onCancel={() => navigate(nodesPath)}
      isDirty={form.isDirty}
      faults={form.errors}
      summary={
        <>
          <h2>{t('addMachines.summary')}</h2>
          <ChoiceSummary summary={summarizeMachines(form.values, formTexts)} />
        </>
      }
    >
      <BlockedNotice reason={reason} />
      <FormSection title={t('addMachines.place')}>
        <PlaceFields form={form} vpcId={cluster?.unVpcId ?? ''} />
      </FormSection>
      <FormSection title={t('addMachines.machines')}>
        <MachineFields form={form} left={left} />
      </FormSection>
      <FormSection title={t('addMachines.access')}>
        <Stack gap="sm">
          <AccessFields form={form} />
          <GroupField form={form} />
        </Stack>
      </FormSection>
      <FormSection title={t('addMachines.call')}>
        <CallPreview action={AddClusterInstances} params={requestOf(form.values)} isOpen />
      </FormSection>
    </FormPage>
  )
}
