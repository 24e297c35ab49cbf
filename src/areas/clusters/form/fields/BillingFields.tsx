import { Checkbox, NativeSelect, Radio, SimpleGrid, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { maxBandwidth } from '../../../../contract/tables/limits'
import { NumberField } from '../../../../ui/forms/NumberField'
import { handlersOf, type Inputs } from '../inputs'
import { bandwidthTypesOf, hasAddress, hasAddressByDefault, type MachineValues } from '../values'

function Bandwidth({ form }: { form: Inputs<MachineValues> }) {
  const { t } = useTranslation('clusterForms')
  const { t: vocabulary } = useTranslation('vocabulary')
  const { cvmType, bandwidthType, bandwidth } = form.values
  const max = bandwidthType === 'PayByTraffic' ? maxBandwidth.traffic : maxBandwidth.time
  const isNone = Number(bandwidth) === 0
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <NumberField
          label={t('field.bandwidth')}
          description={t('help.bandwidth', { max })}
          suffix=" Mbps"
          min={0}
          {...form.getInputProps('bandwidth')}
        />
        <NativeSelect
          label={t('field.bandwidthType')}
          description={vocabulary(`bandwidthType.${bandwidthType}`)}
          data={bandwidthTypesOf(cvmType).map((value) => ({
            value,
            label: t(`bandwidthType.${value}`),
          }))}
          {...form.getInputProps('bandwidthType')}
          value={bandwidthType}
        />
      </SimpleGrid>
      <Checkbox
        label={t('field.wanIp')}
        description={t(hasAddressByDefault(bandwidth) ? 'help.wanIpDefault' : 'help.wanIp')}
        disabled={isNone}
        {...form.getInputProps('wanIp', { type: 'checkbox' })}
        checked={hasAddress(form.values)}
      />
      <Checkbox
        label={t('field.isVpcGateway')}
        description={t('help.isVpcGateway')}
        disabled={!hasAddress(form.values)}
        {...form.getInputProps('isVpcGateway', { type: 'checkbox' })}
      />
    </>
  )
}

/** Billing of machines and bandwidth. */
export function BillingFields({ form }: { form: Inputs<MachineValues> }) {
  const { t } = useTranslation('clusterForms')
  const { t: vocabulary } = useTranslation('vocabulary')
  const { cvmType } = form.values
  return (
    <Stack gap="sm">
      <Radio.Group
        {...handlersOf(form, 'cvmType')}
        label={t('field.cvmType')}
        value={cvmType}
        onChange={(value) => {
          const chosen = value === 'PayByMonth' ? 'PayByMonth' : 'PayByHour'
          form.setValues({ cvmType: chosen, bandwidthType: 'PayByTraffic' })
        }}
      >
        <Stack gap={6} mt={4}>
          {(['PayByHour', 'PayByMonth'] as const).map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`cvmType.${value}`)}
              description={vocabulary(`cvmType.${value}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {cvmType === 'PayByMonth' && (
        <NumberField w={160} label={t('field.period')} min={1} {...form.getInputProps('period')} />
      )}
      <Bandwidth form={form} />
    </Stack>
  )
}
