import { type SyntheticEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { metrics } from '../../../contract/actions/monitoring/metrics'
import { FormDialog } from '../../../ui/forms/FormDialog'
import { NumberField } from '../../../ui/forms/NumberField'
import type { NumberValue } from '../../../ui/forms/numberText'
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
  const { t: rules } = useTranslation('rules')
  const [value, setValue] = useState<NumberValue>(spec.threshold ?? '')
  const isAllowed = value === '' || (typeof value === 'number' && value >= 0)
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isAllowed) return
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
      <NumberField
        label={t('threshold.value', { unit: metrics[spec.metric].unit })}
        description={t('threshold.help')}
        value={value}
        onChange={setValue}
        error={!isAllowed && rules('positiveNumber')}
        min={0}
        data-autofocus
      />
    </FormDialog>
  )
}
