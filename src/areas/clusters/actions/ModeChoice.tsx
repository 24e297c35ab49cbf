import { Radio, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Mode, modes } from './mode'

/** Whether to keep or return the machines. */
export function ModeChoice({ mode, onChange }: { mode: Mode; onChange: (mode: Mode) => void }) {
  const { t } = useTranslation('clusterActions')
  const { t: vocabulary } = useTranslation('vocabulary')
  return (
    <Radio.Group
      label={t('mode.label')}
      value={mode}
      onChange={(value) => {
        const chosen = modes.find((candidate) => candidate === value)
        if (chosen) onChange(chosen)
      }}
    >
      <Stack gap={6} mt={4}>
        {modes.map((value) => (
          <Radio
            key={value}
            value={value}
            label={t(`mode.${value}`)}
            description={
              value === 'byBilling'
                ? t('modeHelp.byBilling')
                : vocabulary(`nodeDeleteMode.${value}`)
            }
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}
