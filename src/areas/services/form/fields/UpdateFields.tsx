import { NativeSelect, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SpecFormApi } from '../useSpecForm'
import { SpecNumberField } from './inputs'

/** The rolling update strategy. */
export function UpdateFields({ form }: { form: SpecFormApi }) {
  const { t } = useTranslation('spec')
  const { t: services } = useTranslation('services')
  const { t: vocabulary } = useTranslation('vocabulary')
  return (
    <Stack gap="sm">
      <NativeSelect
        label={services('overview.strategy')}
        description={form.values.strategy && vocabulary(`updateStrategy.${form.values.strategy}`)}
        data={[
          ...(form.values.strategy === '' ? [{ value: '', label: t('choose') }] : []),
          ...(['RollingUpdate', 'Recreate'] as const).map((value) => ({
            value,
            label: services(`overview.strategies.${value}`),
          })),
        ]}
        {...form.getInputProps('strategy')}
      />
      <SpecNumberField
        maw={280}
        label={t('minReadySeconds')}
        description={t('minReadySecondsHelp')}
        suffix=" s"
        min={0}
        {...form.getInputProps('minReadySeconds')}
      />
    </Stack>
  )
}
