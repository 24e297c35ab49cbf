import { Button, Fieldset, Group, NumberInput, SimpleGrid, Stack, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { IconPlus, IconTrash } from '../../../ui/icons'
import { EnvironmentFields } from './EnvironmentFields'
import { newContainer, type ServiceValues } from './values'

type Form = UseFormReturnType<ServiceValues>

function Quantities({ form, path }: { form: Form; path: string }) {
  const { t } = useTranslation('services')
  const quantity = (name: 'cpu' | 'cpuLimits' | 'memory' | 'memoryLimits') => (
    <NumberInput
      label={t(`form.${name}`)}
      description={t(name.startsWith('cpu') ? 'form.cpuHelp' : 'form.memoryHelp')}
      suffix={name.startsWith('cpu') ? ' mU' : ' MiB'}
      min={0}
      step={name.startsWith('cpu') ? 100 : 64}
      allowDecimal={false}
      {...form.getInputProps(`${path}.${name}`)}
    />
  )
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      {quantity('cpu')}
      {quantity('cpuLimits')}
      {quantity('memory')}
      {quantity('memoryLimits')}
    </SimpleGrid>
  )
}

/** The containers of a service, one group of inputs each. */
export function ContainerFields({ form }: { form: Form }) {
  const { t } = useTranslation('services')
  const { containers, serviceName } = form.values
  return (
    <Stack gap="sm">
      {containers.map((_container, index) => {
        const path = `containers.${index}`
        return (
          <Fieldset key={form.key(path)} legend={t('form.container', { number: index + 1 })}>
            <Stack gap="sm">
              <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
                <TextInput
                  label={t('form.containerName')}
                  description={index === 0 ? t('form.containerNameHelp') : undefined}
                  placeholder={index === 0 ? serviceName : ''}
                  spellCheck={false}
                  autoComplete="off"
                  {...form.getInputProps(`${path}.containerName`)}
                />
                <TextInput
                  label={t('form.image')}
                  description={t('form.imageHelp')}
                  spellCheck={false}
                  autoComplete="off"
                  {...form.getInputProps(`${path}.image`)}
                />
              </SimpleGrid>
              <Quantities form={form} path={path} />
              <EnvironmentFields form={form} container={index} />
              {containers.length > 1 && (
                <Group justify="flex-end">
                  <Button
                    variant="subtle"
                    color="gray"
                    leftSection={<IconTrash size={16} />}
                    onClick={() => form.removeListItem('containers', index)}
                  >
                    {t('form.removeContainer', { number: index + 1 })}
                  </Button>
                </Group>
              )}
            </Stack>
          </Fieldset>
        )
      })}
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => form.insertListItem('containers', newContainer())}
        >
          {t('form.addContainer')}
        </Button>
      </Group>
    </Stack>
  )
}
