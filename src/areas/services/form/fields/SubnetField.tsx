import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../../../api/client/read'
import { DescribeCluster } from '../../../../contract/actions/clusters/clusters'
import { DescribeSubnetEx } from '../../../../contract/actions/lookups/network'
import type { SpecFormApi } from '../useSpecForm'
import { SpecTextInput } from './inputs'

/** A subnet of the cluster's VPC: offers existing ones and accepts any ID. */
export function SubnetField({ form }: { form: SpecFormApi }) {
  const { t } = useTranslation('services')
  const { t: spec } = useTranslation('spec')
  const id = useId()
  const { clusterId } = form.values
  const clusters = useRead(DescribeCluster, { limit: 100 })
  const vpcId = clusters.data?.clusters.find((cluster) => cluster.clusterId === clusterId)?.unVpcId
  const subnets = useRead(DescribeSubnetEx, { vpcId, limit: 100 }, { enabled: vpcId !== undefined })
  const chosen = subnets.data?.data.find((subnet) => subnet.unSubnetId === form.values.subnetId)
  return (
    <>
      <SpecTextInput
        label={t('form.subnet')}
        description={
          chosen
            ? spec('subnetChosen', { name: chosen.subnetName, count: chosen.availableIPNum })
            : t('form.subnetHelp')
        }
        list={id}
        {...form.getInputProps('subnetId')}
      />
      <datalist id={id}>
        {subnets.data?.data.map((subnet) => (
          <option key={subnet.unSubnetId} value={subnet.unSubnetId}>
            {`${subnet.subnetName} ${subnet.cidrBlock}`}
          </option>
        ))}
      </datalist>
    </>
  )
}
