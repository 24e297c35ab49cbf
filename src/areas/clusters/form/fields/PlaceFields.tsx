import { SimpleGrid } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { LookupSelect } from '../../../../ui/forms/LookupSelect'
import { handlersOf, type Inputs } from '../inputs'
import { useSubnets, useZones } from '../lookups'
import type { MachineValues } from '../values'

/** Zone and subnet of new machines; a subnet belongs to one zone of one VPC. */
export function PlaceFields({ form, vpcId }: { form: Inputs<MachineValues>; vpcId: string }) {
  const { t } = useTranslation('clusterForms')
  const { zoneId, subnetId } = form.values
  const zones = useZones()
  const subnets = useSubnets(vpcId, zoneId)
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <LookupSelect
        {...handlersOf(form, 'zoneId')}
        label={t('field.zoneId')}
        lookup={zones}
        value={zoneId}
        onChoose={(value) => form.setValues({ zoneId: value, subnetId: '' })}
      />
      <LookupSelect
        {...handlersOf(form, 'subnetId')}
        label={t('field.subnetId')}
        help={vpcId === '' ? t('help.vpcFirst') : undefined}
        lookup={subnets}
        value={subnetId}
        onChoose={(value) => form.setValues({ subnetId: value })}
      />
    </SimpleGrid>
  )
}
