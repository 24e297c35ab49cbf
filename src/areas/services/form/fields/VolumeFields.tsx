import { Fieldset, Group, NativeSelect, SimpleGrid, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SpecFormApi } from '../useSpecForm'
import { newVolume } from '../values'
import { SpecTextInput } from './inputs'
import { Rows, TextRows } from './Rows'
import { useHostReason } from './useHostReason'

const kinds = ['hostPath', 'cbsDisk', 'nfsDisk', 'configMap'] as const

function Details({ form, index }: { form: SpecFormApi; index: number }) {
  const { t } = useTranslation('spec')
  const volume = form.values.volumes[index]
  const path = `volumes.${index}`
  const hostReason = useHostReason()
  const textField = (name: 'hostPath' | 'cbsDiskId' | 'nfsPath' | 'configId' | 'configVersion') => (
    <SpecTextInput
      label={t(`volume.${name}`)}
      description={name === 'hostPath' ? (hostReason ?? t('volume.hostPathHelp')) : undefined}
      // A path from a draft or a copy can still be removed.
      disabled={name === 'hostPath' && hostReason !== undefined && !volume?.hostPath}
      {...form.getInputProps(`${path}.${name}`)}
    />
  )
  switch (volume?.volumeType) {
    case 'hostPath':
      return textField('hostPath')
    case 'cbsDisk':
      return textField('cbsDiskId')
    case 'nfsDisk':
      return textField('nfsPath')
    case 'configMap':
      return (
        <>
          {textField('configId')}
          {textField('configVersion')}
          <Fieldset legend={t('volume.configKeys')}>
            <TextRows
              form={form}
              path={`${path}.configKeys`}
              texts={volume.configKeys}
              label={(number) => t('volume.configKey', { number })}
              removeLabel={(number) => t('volume.removeConfigKey', { number })}
              addLabel={t('volume.addConfigKey')}
            />
          </Fieldset>
        </>
      )
    default:
      return null
  }
}

/** The service's volumes of all four kinds. */
export function VolumeFields({ form }: { form: SpecFormApi }) {
  const { t } = useTranslation('spec')
  const { t: vocabulary } = useTranslation('vocabulary')
  const meaningOf = (kind: (typeof kinds)[number] | '' | undefined) =>
    kind && vocabulary(`volumeType.${kind}`)
  return (
    <Rows
      form={form}
      path="volumes"
      rows={form.values.volumes}
      fresh={newVolume}
      addLabel={t('volume.add')}
      removeLabel={(number) => t('volume.remove', { number })}
      row={(path, number) => (
        <Fieldset legend={t('volume.one', { number })} flex={1}>
          <Stack gap="sm">
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              <SpecTextInput label={t('volume.name')} {...form.getInputProps(`${path}.name`)} />
              <NativeSelect
                label={t('volume.volumeType')}
                description={meaningOf(form.values.volumes[number - 1]?.volumeType)}
                data={[
                  ...(form.values.volumes[number - 1]?.volumeType === ''
                    ? [{ value: '', label: t('choose') }]
                    : []),
                  ...kinds.map((value) => ({ value, label: t(`volume.kind.${value}`) })),
                ]}
                {...form.getInputProps(`${path}.volumeType`)}
              />
            </SimpleGrid>
            <Details form={form} index={number - 1} />
          </Stack>
        </Fieldset>
      )}
    />
  )
}

/** A container's volume mounts. */
export function MountFields({ form, container }: { form: SpecFormApi; container: number }) {
  const { t } = useTranslation('spec')
  const { t: services } = useTranslation('services')
  const names = form.values.volumes.map(({ name }) => name).filter(Boolean)
  const mounts = form.values.containers[container]?.volumeMounts ?? []
  return (
    <Stack gap="xs">
      {names.length === 0 && mounts.length === 0 && <p>{t('mount.none')}</p>}
      <Rows
        form={form}
        path={`containers.${container}.volumeMounts`}
        rows={mounts}
        fresh={() => ({ volumeName: names[0] ?? '', mountPath: '', mode: 'rw' as const })}
        addDisabled={names.length === 0}
        dependsOn={() => names}
        addLabel={t('mount.add')}
        removeLabel={(number) => t('mount.remove', { number })}
        rowLabel={(number) => t('mount.one', { number })}
        row={(path, number) => {
          const chosen = mounts[number - 1]?.volumeName ?? ''
          return (
            <Group gap="xs" align="flex-end" flex={1}>
              <NativeSelect
                w={150}
                label={t('mount.volumeName')}
                data={names.includes(chosen) ? names : [chosen, ...names]}
                {...form.getInputProps(`${path}.volumeName`)}
              />
              <SpecTextInput
                flex={1}
                miw={140}
                label={t('mount.mountPath')}
                {...form.getInputProps(`${path}.mountPath`)}
              />
              <NativeSelect
                w={140}
                label={t('mount.mode')}
                data={(['rw', 'ro'] as const).map((value) => ({
                  value,
                  label: services(`overview.mode.${value}`),
                }))}
                {...form.getInputProps(`${path}.mode`)}
              />
            </Group>
          )
        }}
      />
    </Stack>
  )
}
