import { ActionIcon, Button, Group, Stack, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { IconPlus, IconTrash } from '../../../ui/icons'
import type { ServiceValues } from './values'

interface Props {
  form: UseFormReturnType<ServiceValues>
  /** Index of the container. */
  container: number
}

/** Rows of name and value. */
export function EnvironmentFields({ form, container }: Props) {
  const { t } = useTranslation('services')
  const path = `containers.${container}.envs`
  const envs = form.values.containers[container]?.envs ?? []
  return (
    <Stack gap="xs">
      {envs.map((_env, index) => {
        const number = index + 1
        return (
          <Group key={form.key(`${path}.${index}`)} align="flex-start" wrap="nowrap" gap="xs">
            <TextInput
              flex={1}
              aria-label={t('form.variable', { number })}
              placeholder={t('form.variable', { number })}
              spellCheck={false}
              {...form.getInputProps(`${path}.${index}.name`)}
            />
            <TextInput
              flex={2}
              aria-label={t('form.value', { number })}
              placeholder={t('form.value', { number })}
              spellCheck={false}
              {...form.getInputProps(`${path}.${index}.value`)}
            />
            <ActionIcon
              aria-label={t('form.removeVariable', { number })}
              onClick={() => form.removeListItem(path, index)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        )
      })}
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => form.insertListItem(path, { name: '', value: '' })}
        >
          {t('form.addVariable')}
        </Button>
      </Group>
    </Stack>
  )
}
