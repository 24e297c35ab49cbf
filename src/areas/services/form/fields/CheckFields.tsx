import { Button, Fieldset, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { NumberField } from '../../../../ui/forms/NumberField'
import { IconPlus, IconTrash } from '../../../../ui/theme/icons'
import type { SpecFormApi } from '../useSpecForm'
import { newCheck } from '../values'

const types = ['liveCheck', 'readyCheck'] as const
const methods = ['methodTcp', 'methodHttp', 'methodCmd'] as const
const seconds = ['intervalTime', 'timeOut', 'delayTime'] as const

function Method({ form, path, method }: { form: SpecFormApi; path: string; method: string }) {
  const { t } = useTranslation('spec')
  if (method === 'methodCmd') {
    return (
      <TextInput
        flex={1}
        label={t('check.cmd')}
        spellCheck={false}
        autoComplete="off"
        {...form.getInputProps(`${path}.cmd`)}
      />
    )
  }
  return (
    <>
      <NumberField
        w={100}
        label={t('check.port')}
        hideControls
        {...form.getInputProps(`${path}.port`)}
      />
      {method === 'methodHttp' && (
        <>
          <NativeSelect
            w={110}
            label={t('check.protocol')}
            data={[{ value: '', label: t('check.http') }, 'HTTP', 'HTTPS']}
            {...form.getInputProps(`${path}.protocol`)}
          />
          <TextInput
            flex={1}
            miw={120}
            label={t('check.path')}
            placeholder="/"
            spellCheck={false}
            {...form.getInputProps(`${path}.path`)}
          />
        </>
      )}
    </>
  )
}

function CheckField({
  form,
  path,
  type,
}: {
  form: SpecFormApi
  path: string
  type: 'liveCheck' | 'readyCheck'
}) {
  const { t } = useTranslation('spec')
  const method: unknown = form.getInputProps(`${path}.checkMethod`).value
  const number = (name: (typeof seconds)[number] | 'healthNum' | 'unhealthNum') => (
    <NumberField
      w={130}
      label={t(`check.${name}`)}
      suffix={seconds.some((one) => one === name) ? ' s' : ''}
      hideControls
      {...form.getInputProps(`${path}.${name}`)}
    />
  )
  return (
    <Stack gap="xs">
      <p>{t(`check.help.${type}`)}</p>
      <Group gap="xs" align="flex-end">
        <NativeSelect
          w={130}
          label={t('check.checkMethod')}
          data={methods.map((value) => ({ value, label: t(`check.method.${value}`) }))}
          {...form.getInputProps(`${path}.checkMethod`)}
        />
        <Method form={form} path={path} method={String(method)} />
      </Group>
      <Group gap="xs" align="flex-end">
        {seconds.map((name) => (
          <span key={name}>{number(name)}</span>
        ))}
        {number('healthNum')}
        {number('unhealthNum')}
      </Group>
    </Stack>
  )
}

/** A container's optional liveness and readiness checks. */
export function CheckFields({ form, container }: { form: SpecFormApi; container: number }) {
  const { t } = useTranslation('spec')
  const list = `containers.${container}.healthCheck`
  const checks = form.values.containers[container]?.healthCheck ?? []
  return (
    <Stack gap="sm">
      {checks.map((one, index) => {
        const path = `${list}.${index}`
        return (
          <Fieldset key={form.key(path)} legend={t(`check.${one.type}`)}>
            <CheckField form={form} path={path} type={one.type} />
            <Group justify="flex-end" mt="xs">
              <Button
                variant="subtle"
                color="gray"
                leftSection={<IconTrash size={16} />}
                onClick={() => form.removeListItem(list, index)}
              >
                {t(`check.remove.${one.type}`)}
              </Button>
            </Group>
          </Fieldset>
        )
      })}
      <Group gap="xs">
        {types
          .filter((type) => checks.every((one) => one.type !== type))
          .map((type) => (
            <Button
              key={type}
              variant="default"
              leftSection={<IconPlus size={16} />}
              onClick={() => form.insertListItem(list, newCheck(type))}
            >
              {t(`check.add.${type}`)}
            </Button>
          ))}
      </Group>
    </Stack>
  )
}
