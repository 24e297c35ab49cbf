import { Button, Fieldset, Group, NativeSelect, SimpleGrid, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { defaultOf, dependentDefaults } from '../../../../contract/tables/dependentDefaults'
import { leastResources } from '../../../../contract/tables/limits'
import { IconPlus, IconTrash } from '../../../../ui/theme/icons'
import type { SpecFormApi } from '../useSpecForm'
import { newContainer } from '../values'
import { CheckFields } from './CheckFields'
import { EnvironmentFields } from './EnvironmentFields'
import { Fold } from './Fold'
import { faultsOfRows } from './faultsOfRows'
import { ImageInput } from './image/ImageInput'
import { SpecNumberField, SpecTextInput } from './inputs'
import { RenderWhenChanged } from './RenderWhenChanged'
import { TextRows } from './Rows'
import { useHostReason } from './useHostReason'
import { MountFields } from './VolumeFields'

interface Props {
  form: SpecFormApi
  /** The container's index. */
  container: number
}

function Quantities({ form, container }: Props) {
  const { t } = useTranslation('services')
  const memory = Number(form.values.containers[container]?.memory)
  const limitByDefault = defaultOf(dependentDefaults.memoryLimits, { memory })
  const cpuHelp = t('form.cpuHelp', { least: leastResources.cpu })
  const help = {
    cpu: cpuHelp,
    cpuLimits: cpuHelp,
    memory: t('form.memoryHelp'),
    memoryLimits: t(limitByDefault > 0 ? 'form.memoryLimitsHelp' : 'form.noMemoryLimitsHelp', {
      least: leastResources.memoryLimits,
      value: limitByDefault,
    }),
  }
  const quantity = (name: 'cpu' | 'cpuLimits' | 'memory' | 'memoryLimits') => (
    <SpecNumberField
      label={t(`form.${name}`)}
      description={help[name]}
      suffix={name.startsWith('cpu') ? t('form.cpuUnit') : ' MiB'}
      min={0}
      step={name.startsWith('cpu') ? 100 : 64}
      {...form.getInputProps(`containers.${container}.${name}`)}
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

function Process({ form, container }: Props) {
  const { t } = useTranslation('spec')
  const path = `containers.${container}`
  const hostReason = useHostReason()
  const { value, onChange: _, ...privileged } = form.getInputProps(`${path}.privileged`)
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <SpecTextInput
          label={t('process.command')}
          description={t('process.commandHelp')}
          {...form.getInputProps(`${path}.command`)}
        />
        <SpecTextInput
          label={t('process.workingDir')}
          description={t('process.workingDirHelp')}
          {...form.getInputProps(`${path}.workingDir`)}
        />
      </SimpleGrid>
      <Fieldset legend={t('process.arguments')}>
        <TextRows
          form={form}
          path={`${path}.arguments`}
          texts={form.values.containers[container]?.arguments ?? []}
          label={(number) => t('process.argument', { number })}
          removeLabel={(number) => t('process.removeArgument', { number })}
          addLabel={t('process.addArgument')}
        />
      </Fieldset>
      <NativeSelect
        w={220}
        label={t('process.privileged')}
        description={hostReason ?? t('process.privilegedHelp')}
        data={[
          { value: '', label: t('notSet') },
          { value: 'false', label: t('no') },
          { value: 'true', label: t('yes'), disabled: hostReason !== undefined },
        ]}
        {...privileged}
        value={String(value)}
        onChange={({ currentTarget }) =>
          form.setFieldValue(
            `${path}.privileged`,
            currentTarget.value === '' ? '' : currentTarget.value === 'true',
          )
        }
      />
    </Stack>
  )
}

function OptionalSections({ form, container }: Props) {
  const { t } = useTranslation('spec')
  const { t: services } = useTranslation('services')
  const values = form.values.containers[container] ?? newContainer()
  const path = `containers.${container}`
  const hasFault = (...names: string[]) =>
    Object.entries(form.errors).some(
      ([key, fault]) => fault && names.some((name) => key.startsWith(`${path}.${name}`)),
    )
  const process = [values.command, ...values.arguments].filter(Boolean).join(' ')
  const checks = values.healthCheck.map(({ type }) => t(`check.${type}`)).join(', ')
  return (
    <div>
      <Fold
        title={services('overview.mounts')}
        summary={values.volumeMounts.map(({ mountPath }) => mountPath).join(', ') || t('none')}
        hasFault={hasFault('volumeMounts')}
      >
        <MountFields form={form} container={container} />
      </Fold>
      <Fold title={t('checks')} summary={checks || t('none')} hasFault={hasFault('healthCheck')}>
        <CheckFields form={form} container={container} />
      </Fold>
      <Fold
        title={t('process.title')}
        summary={
          [process, values.workingDir, values.privileged === true && t('process.privileged')]
            .filter(Boolean)
            .join(', ') || t('process.asImage')
        }
        hasFault={hasFault('command', 'arguments', 'workingDir', 'privileged')}
      >
        <Process form={form} container={container} />
      </Fold>
    </div>
  )
}

function ContainerSection({ form, container }: Props) {
  const { t, i18n } = useTranslation('services')
  const path = `containers.${container}`
  const { envs: _, ...others } = form.values.containers[container] ?? newContainer()
  const faults = Object.entries(form.errors)
    .filter(([key, fault]) => fault && key.startsWith(path) && !key.startsWith(`${path}.envs`))
    .map(([key, fault]) => `${key} ${String(fault)}`)
  const names = form.values.volumes.map(({ name }) => name)
  /** Renders a part without the environment variables, of which there may be hundreds. */
  const part = (render: () => ReactNode) => (
    <RenderWhenChanged
      watch={[
        container,
        others,
        faults,
        names,
        container === 0 && form.values.serviceName,
        i18n.language,
      ]}
      render={render}
    />
  )
  return (
    <Stack gap="sm">
      {part(() => (
        <>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <SpecTextInput
              label={t('form.containerName')}
              description={container === 0 ? t('form.containerNameHelp') : undefined}
              placeholder={container === 0 ? form.values.serviceName : ''}
              {...form.getInputProps(`${path}.containerName`)}
            />
            <ImageInput
              label={t('form.image')}
              description={t('form.imageHelp')}
              onPick={(image) => form.setFieldValue(`${path}.image`, image)}
              {...form.getInputProps(`${path}.image`)}
            />
          </SimpleGrid>
          <Quantities form={form} container={container} />
        </>
      ))}
      <Fieldset legend={t('form.environment')}>
        <EnvironmentFields form={form} container={container} />
      </Fieldset>
      {part(() => (
        <OptionalSections form={form} container={container} />
      ))}
    </Stack>
  )
}

/** Input groups for the service's containers. */
export function ContainerFields({ form }: { form: SpecFormApi }) {
  const { t, i18n } = useTranslation('services')
  const { containers, serviceName, volumes } = form.values
  const faults = faultsOfRows(form.errors, 'containers')
  const isOnly = containers.length === 1
  const around = [isOnly, volumes.map(({ name }) => name), i18n.language]
  return (
    <Stack gap="sm">
      {containers.map((container, index) => (
        <RenderWhenChanged
          key={form.key(`containers.${index}`)}
          watch={[index, container, faults.get(index), index === 0 && serviceName, ...around]}
          render={() => (
            <Fieldset legend={t('form.container', { number: index + 1 })}>
              <ContainerSection form={form} container={index} />
              {!isOnly && (
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
            </Fieldset>
          )}
        />
      ))}
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
