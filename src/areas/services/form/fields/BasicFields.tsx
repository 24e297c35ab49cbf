import { NativeSelect, SimpleGrid, Stack, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../../../api/client/read'
import { DescribeCluster } from '../../../../contract/actions/clusters/clusters'
import { DescribeClusterNameSpaces } from '../../../../contract/actions/clusters/namespaces'
import type { SpecFormApi } from '../useSpecForm'
import { SpecNumberField, SpecTextInput } from './inputs'

/** Cluster, namespace and name of a new service. */
function PlaceFields({ form }: { form: SpecFormApi }) {
  const { t } = useTranslation('services')
  const { clusterId, namespace } = form.values
  const clusters = useRead(DescribeCluster, { limit: 100, status: 'Running' })
  const namespaces = useRead(
    DescribeClusterNameSpaces,
    { clusterId },
    { enabled: clusterId !== '' },
  )
  const clusterOptions = (clusters.data?.clusters ?? []).map((cluster) => ({
    value: cluster.clusterId,
    label: `${cluster.clusterName} (${cluster.clusterId})`,
  }))
  const names = (namespaces.data?.namespaces ?? [])
    .filter((candidate) => candidate.status === 'Active')
    .map((item) => item.name)
  // Keep the current choice as an option while the list is loading.
  const withChosen = (options: string[]) =>
    options.includes(namespace) ? options : [namespace, ...options]
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <NativeSelect
          label={t('form.cluster')}
          description={t('form.clusterHelp')}
          data={[
            ...(clusterOptions.some((option) => option.value === clusterId)
              ? []
              : [{ value: clusterId, label: clusterId || '–' }]),
            ...clusterOptions,
          ]}
          {...form.getInputProps('clusterId')}
        />
        <NativeSelect
          label={t('form.namespace')}
          data={withChosen(names)}
          {...form.getInputProps('namespace')}
        />
      </SimpleGrid>
      <SpecTextInput
        label={t('form.name')}
        description={t('form.nameHelp')}
        {...form.getInputProps('serviceName')}
      />
    </>
  )
}

/** Name and number of instances; the location of an existing service is fixed. */
export function BasicFields({ form, isNew }: { form: SpecFormApi; isNew: boolean }) {
  const { t } = useTranslation('services')
  const { t: common } = useTranslation()
  return (
    <Stack gap="sm">
      {isNew && <PlaceFields form={form} />}
      <Textarea
        label={t('form.description')}
        description={common('optional')}
        autosize
        {...form.getInputProps('serviceDesc')}
      />
      <SpecNumberField
        w={140}
        label={t('form.replicas')}
        min={0}
        {...form.getInputProps('replicas')}
      />
    </Stack>
  )
}
