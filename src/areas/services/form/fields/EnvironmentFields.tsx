import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SpecFormApi } from '../useSpecForm'
import { Rows } from './Rows'

interface Props {
  form: SpecFormApi
  /** The container's index. */
  container: number
}

/** Rows of environment variables. */
export function EnvironmentFields({ form, container }: Props) {
  const { t } = useTranslation('services')
  return (
    <Rows
      form={form}
      path={`containers.${container}.envs`}
      rows={form.values.containers[container]?.envs ?? []}
      fresh={() => ({ name: '', value: '' })}
      addLabel={t('form.addVariable')}
      removeLabel={(number) => t('form.removeVariable', { number })}
      row={(path, number) => (
        <>
          <TextInput
            flex={1}
            miw={120}
            aria-label={t('form.variable', { number })}
            placeholder={t('form.variable', { number })}
            spellCheck={false}
            {...form.getInputProps(`${path}.name`)}
          />
          <TextInput
            flex={2}
            miw={120}
            aria-label={t('form.value', { number })}
            placeholder={t('form.value', { number })}
            spellCheck={false}
            {...form.getInputProps(`${path}.value`)}
          />
        </>
      )}
    />
  )
}
