import { Button, Fieldset, Group, NativeSelect, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { defaultOf, dependentDefaults } from '../../../../contract/tables/dependentDefaults'
import { healthCheckLimits } from '../../../../contract/tables/limits'
import { IconPlus, IconTrash } from '../../../../ui/theme/icons'
import type { SpecFormApi } from '../useSpecForm'
import { newCheck } from '../values'
import { SpecNumberField, SpecTextInput } from './inputs'

const types = ['liveCheck', 'readyCheck'] as const
const methods = ['methodTcp', 'methodHttp', 'methodCmd'] as const
const seconds = ['intervalTime', 'timeOut', 'delayTime'] as const

function Method({ form, path, method }: { form: SpecFormApi; path: string; method: string }) {
  const { t } = useTranslation('spec')
  if (method === 'methodCmd') {
    return <SpecTextInput flex={1} label={t('check.cmd')} {...form.getInputProps(`${path}.cmd`)} />
  }
  return (
    <>
      <SpecNumberField
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
          <SpecTextInput
            flex={1}
            miw={120}
            label={t('check.path')}
            placeholder="/"
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
  const { t: vocabulary } = useTranslation('vocabulary')
  const method: unknown = form.getInputProps(`${path}.checkMethod`).value
  const help = (name: keyof typeof healthCheckLimits) => {
    const limits = healthCheckLimits[name]
    if (name === 'intervalTime' || name === 'timeOut') return t('check.range', limits)
    if (name === 'delayTime') return t('check.rangeDefault', { ...limits, value: limits.min })
    const value =
      name === 'healthNum'
        ? defaultOf(dependentDefaults.healthNum, { type })
        : defaultOf(dependentDefaults.unhealthNum, {})
    const isFixed = name === 'healthNum' && type === 'liveCheck'
    return isFixed ? t('check.fixed', { value }) : t('check.rangeDefault', { ...limits, value })
  }
  const number = (name: keyof typeof healthCheckLimits) => (
    <SpecNumberField
      w={150}
      label={t(`check.${name}`)}
      description={help(name)}
      suffix={seconds.some((item) => item === name) ? ' s' : ''}
      hideControls
      {...form.getInputProps(`${path}.${name}`)}
    />
  )
  const chosen = methods.find((candidate) => candidate === method)
  return (
    <Stack gap="xs">
      <p>{vocabulary(`checkType.${type}`)}</p>
      <Group gap="xs" align="flex-end">
        <NativeSelect
          w={130}
          label={t('check.checkMethod')}
          data={methods.map((value) => ({ value, label: t(`check.method.${value}`) }))}
          {...form.getInputProps(`${path}.checkMethod`)}
        />
        <Method form={form} path={path} method={String(method)} />
      </Group>
      {chosen && <p>{vocabulary(`checkMethod.${chosen}`)}</p>}
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
      {checks.map((check, index) => {
        const path = `${list}.${index}`
        return (
          <Fieldset key={form.key(path)} legend={t(`check.${check.type}`)}>
            <CheckField form={form} path={path} type={check.type} />
            <Group justify="flex-end" mt="xs">
              <Button
                variant="subtle"
                color="gray"
                leftSection={<IconTrash size={16} />}
                onClick={() => form.removeListItem(list, index)}
              >
                {t(`check.remove.${check.type}`)}
              </Button>
            </Group>
          </Fieldset>
        )
      })}
      <Group gap="xs">
        {types
          .filter((type) => checks.every((check) => check.type !== type))
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
