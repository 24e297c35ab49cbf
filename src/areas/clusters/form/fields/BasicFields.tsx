import { NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Inputs } from '../inputs'
import type { ClusterValues } from '../values'

const systems = ['ubuntu16.04.1 LTSx86_64', 'centos7.2x86_64'] as const

/** The cluster's name, and the operating system of its nodes. */
export function BasicFields({ form }: { form: Inputs<ClusterValues> }) {
  const { t } = useTranslation('clusterForms')
  const { t: common } = useTranslation()
  return (
    <Stack gap="sm">
      <TextInput
        label={t('field.clusterName')}
        spellCheck={false}
        autoComplete="off"
        {...form.getInputProps('clusterName')}
      />
      <Textarea
        label={t('field.clusterDesc')}
        description={common('optional')}
        autosize
        {...form.getInputProps('clusterDesc')}
      />
      <NativeSelect
        label={t('field.osName')}
        description={t('help.osName')}
        data={[...systems]}
        {...form.getInputProps('osName')}
      />
    </Stack>
  )
}
