import { NativeSelect, SimpleGrid, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { coresOf, memoriesOf } from '../../../../contract/actions/clusters/machineSizes'
import { instanceType } from '../../../../contract/actions/clusters/machines'
import { diskSizes, maxMachinesPerRequest } from '../../../../contract/tables/limits'
import { quotas } from '../../../../contract/tables/quotas'
import { NumberField } from '../../../../ui/forms/NumberField'
import { handlersOf, type Inputs } from '../inputs'
import { type MachineValues, sizeLike } from '../values'
import { BillingFields } from './BillingFields'

interface Props {
  form: Inputs<MachineValues>
  /** Number of nodes that the cluster's quota still allows. */
  left: number
}

function Size({ form }: Pick<Props, 'form'>) {
  const { t } = useTranslation('clusterForms')
  const { t: clusters } = useTranslation('clusters')
  const { values } = form
  const cpu = Number(values.cpu)
  const choose = (change: Partial<MachineValues>) =>
    form.setValues({ ...change, ...sizeLike({ ...values, ...change }) })
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
      <NativeSelect
        {...handlersOf(form, 'instanceType')}
        label={t('field.instanceType')}
        value={values.instanceType}
        data={instanceType.options.map((value) => ({ value, label: t(`family.${value}`) }))}
        onChange={(event) => {
          const family = instanceType.options.find((option) => option === event.currentTarget.value)
          if (family) choose({ instanceType: family })
        }}
      />
      <NativeSelect
        {...handlersOf(form, 'cpu')}
        label={t('field.cpu')}
        value={String(values.cpu)}
        data={coresOf(values.instanceType).map((core) => ({
          value: String(core),
          label: `${core} ${clusters('cores')}`,
        }))}
        onChange={(event) => choose({ cpu: Number(event.currentTarget.value) })}
      />
      <NativeSelect
        {...handlersOf(form, 'mem')}
        label={t('field.mem')}
        value={String(values.mem)}
        data={memoriesOf(values.instanceType, cpu).map((memory) => ({
          value: String(memory),
          label: `${memory} ${clusters('gigabytes')}`,
        }))}
        onChange={(event) => choose({ mem: Number(event.currentTarget.value) })}
      />
    </SimpleGrid>
  )
}

/** Type, number, disks and billing of new machines. */
export function MachineFields({ form, left }: Props) {
  const { t } = useTranslation('clusterForms')
  const isTooMany = Number(form.values.goodsNum) > left
  return (
    <Stack gap="sm">
      <Size form={form} />
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <NumberField
          label={t('field.goodsNum')}
          description={t(isTooMany ? 'help.tooMany' : 'help.goodsNum', {
            left,
            max: quotas.nodes.default,
            perRequest: maxMachinesPerRequest,
          })}
          min={1}
          {...form.getInputProps('goodsNum')}
        />
        <NumberField
          label={t('field.rootSize')}
          description={t('help.rootSize', diskSizes.root)}
          suffix=" GB"
          {...form.getInputProps('rootSize')}
        />
        <NumberField
          label={t('field.storageSize')}
          description={t('help.storageSize', diskSizes.data)}
          suffix=" GB"
          step={diskSizes.data.step}
          min={0}
          {...form.getInputProps('storageSize')}
        />
      </SimpleGrid>
      <BillingFields form={form} />
    </Stack>
  )
}
