import { NativeSelect, Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../../../api/client/read'
import { useUnavailable } from '../../../../api/session/available'
import { DescribeCluster } from '../../../../contract/actions/clusters/clusters'
import { defaultOf, dependentDefaults } from '../../../../contract/tables/dependentDefaults'
import { nodePortRange } from '../../../../contract/tables/limits'
import type { SpecFormApi } from '../useSpecForm'
import { newPort } from '../values'
import { SpecNumberField } from './inputs'
import { Rows } from './Rows'
import { SubnetField } from './SubnetField'

const types = ['ClusterIP', 'NodePort', 'LoadBalancer', 'SvcLBTypeInner', 'None'] as const

function Ports({ form }: { form: SpecFormApi }) {
  const { t } = useTranslation('services')
  const { t: spec } = useTranslation('spec')
  const { accessType } = form.values
  const hasNodePorts = accessType !== 'ClusterIP'
  const isAllocated = defaultOf(dependentDefaults.nodePort, { accessType }) === 'allocated'
  return (
    <Rows
      form={form}
      path="portMappings"
      rows={form.values.portMappings}
      fresh={newPort}
      dependsOn={() => [hasNodePorts, isAllocated]}
      addLabel={t('form.addPort')}
      removeLabel={(number) => t('form.removePort', { number })}
      rowLabel={(number) => t('form.port', { number })}
      row={(path) => (
        <>
          <SpecNumberField
            w={110}
            label={t('form.lbPort')}
            hideControls
            {...form.getInputProps(`${path}.lbPort`)}
          />
          <SpecNumberField
            w={120}
            label={t('form.containerPort')}
            hideControls
            {...form.getInputProps(`${path}.containerPort`)}
          />
          {hasNodePorts && (
            <SpecNumberField
              w={120}
              label={spec('nodePort')}
              description={spec('nodePortHelp', nodePortRange)}
              placeholder={isAllocated ? spec('allocated') : ''}
              hideControls
              {...form.getInputProps(`${path}.nodePort`)}
            />
          )}
          <NativeSelect
            w={90}
            label={t('form.protocol')}
            data={['TCP', 'UDP']}
            {...form.getInputProps(`${path}.protocol`)}
          />
        </>
      )}
    />
  )
}

/** Access type and ports of the service. */
export function AccessFields({ form }: { form: SpecFormApi }) {
  const { t } = useTranslation('services')
  const { t: spec } = useTranslation('spec')
  const { t: vocabulary } = useTranslation('vocabulary')
  const { accessType } = form.values
  const reasonOf = useUnavailable()
  // Only clusters without a cloud provider turn ClusterIP with node ports into NodePort.
  const isBare = reasonOf('CreateCluster') === 'notOnBareCluster'
  const clusters = useRead(DescribeCluster, { limit: 100 })
  const cluster = clusters.data?.clusters.find((one) => one.clusterId === form.values.clusterId)
  const unavailable = new Map<string, 'notConfigured'>(
    cluster?.unavailableAccessTypes?.map((one) => [one.accessType, one.reason]),
  )
  const descriptionOf = (type: (typeof types)[number]) => {
    const reason = unavailable.get(type)
    if (reason !== undefined) return spec(`unavailableAccess.${reason}`)
    return type === 'NodePort' ? spec('nodePortAccess') : vocabulary(`accessType.${type}`)
  }
  const offered = types.filter((type) => type !== 'NodePort' || isBare || accessType === type)
  return (
    <Stack gap="sm">
      <Radio.Group label={t('form.accessType')} {...form.getInputProps('accessType')}>
        <Stack gap={6} mt={4}>
          {offered.map((type) => (
            <Radio
              key={type}
              value={type}
              label={t(`access.${type}`)}
              description={descriptionOf(type)}
              disabled={unavailable.has(type) && type !== accessType}
            />
          ))}
        </Stack>
      </Radio.Group>
      {accessType === 'SvcLBTypeInner' && <SubnetField form={form} />}
      {accessType !== 'None' && <Ports form={form} />}
    </Stack>
  )
}
