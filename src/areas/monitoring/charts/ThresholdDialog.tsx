import { NumberInput } from '@mantine/core'
import { type SyntheticEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { metrics } from '../../../contract/actions/monitoring/metrics'
import { FormDialog } from '../../../ui/forms/FormDialog'
import type { ChartSpec } from './spec'

interface Props {
  spec: ChartSpec
  onClose: () => void
  /** Undefined removes the line. */
  onSet: (value: number | undefined) => void
}

/** Asks for the value of a threshold line. */
export function ThresholdDialog({ spec, onClose, onSet }: Props) {
  const { t } = useTranslation('monitoring')
  const [value, setValue] = useState<string | number>(spec.threshold ?? '')
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSet(value === '' ? undefined : Number(value))
    onClose()
  }
  return (
    <FormDialog
      onClose={onClose}
      title={t('threshold.title', { title: t(`metric.${spec.metric}`) })}
      submitLabel={t('threshold.set')}
      submit={submit}
      isPending={false}
      error={null}
    >
      <NumberInput
        label={t('threshold.value', { unit: metrics[spec.metric].unit })}
        description={t('threshold.help')}
        value={value}
        onChange={setValue}
        min={0}
        data-autofocus
      />
    </FormDialog>
  )
}
