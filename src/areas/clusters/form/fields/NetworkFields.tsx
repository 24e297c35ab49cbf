import { Button, Checkbox, Group, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { clusterMasks } from '../../../../contract/rules/cidr'
import { useFormats } from '../../../../i18n/useFormats'
import { LookupSelect } from '../../../../ui/forms/LookupSelect'
import { addressesOf, conflictOf, freeCidr } from '../cidrCheck'
import { handlersOf, type Inputs } from '../inputs'
import { useNeighbours, useVpcs } from '../lookups'
import type { ClusterValues } from '../values'
import { PlaceFields } from './PlaceFields'

function Cidr({ form }: { form: Inputs<ClusterValues> }) {
  const { t } = useTranslation('clusterForms')
  const formats = useFormats()
  const { clusterCIDR, vpcId, ignoreClusterCIDRConflict } = form.values
  const { neighbours } = useNeighbours(vpcId)
  const conflict = conflictOf(clusterCIDR, neighbours)
  const proposal = freeCidr(neighbours)
  const count = addressesOf(clusterCIDR)
  return (
    <Stack gap="xs">
      <TextInput
        label={t('field.clusterCIDR')}
        description={
          count > 0
            ? t('help.addresses', { count, number: formats.number(count) })
            : t('help.clusterCIDR', clusterMasks)
        }
        spellCheck={false}
        autoComplete="off"
        {...form.getInputProps('clusterCIDR')}
      />
      {proposal !== undefined && proposal !== clusterCIDR && (
        <Group>
          <Button variant="default" onClick={() => form.setValues({ clusterCIDR: proposal })}>
            {t('useCidr', { cidr: proposal })}
          </Button>
        </Group>
      )}
      {(conflict || ignoreClusterCIDRConflict) && (
        <Checkbox
          label={t('field.ignoreClusterCIDRConflict')}
          description={t('help.ignoreConflict')}
          {...form.getInputProps('ignoreClusterCIDRConflict', { type: 'checkbox' })}
        />
      )}
    </Stack>
  )
}

/** The cluster's network, and the address range of its instances. */
export function NetworkFields({ form }: { form: Inputs<ClusterValues> }) {
  const { t } = useTranslation('clusterForms')
  const { lookup } = useVpcs()
  return (
    <Stack gap="sm">
      <LookupSelect
        {...handlersOf(form, 'vpcId')}
        label={t('field.vpcId')}
        lookup={lookup}
        value={form.values.vpcId}
        onChoose={(value) => form.setValues({ vpcId: value, subnetId: '' })}
      />
      <PlaceFields form={form} vpcId={form.values.vpcId} />
      <Cidr form={form} />
    </Stack>
  )
}
