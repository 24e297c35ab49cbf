import {
  ActionIcon,
  Button,
  Group,
  NativeSelect,
  NumberInput,
  Radio,
  Stack,
  TextInput,
} from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { IconPlus, IconTrash } from '../../../ui/icons'
import { newPort, type ServiceValues } from './values'

type Form = UseFormReturnType<ServiceValues>
const types = ['ClusterIP', 'LoadBalancer', 'SvcLBTypeInner', 'None'] as const

function Ports({ form }: { form: Form }) {
  const { t } = useTranslation('services')
  return (
    <Stack gap="xs">
      {form.values.portMappings.map((_port, index) => {
        const path = `portMappings.${index}`
        return (
          <Group
            key={form.key(path)}
            role="group"
            aria-label={t('form.port', { number: index + 1 })}
            align="flex-end"
            gap="xs"
          >
            <NumberInput
              w={120}
              label={t('form.lbPort')}
              allowDecimal={false}
              hideControls
              {...form.getInputProps(`${path}.lbPort`)}
            />
            <NumberInput
              w={120}
              label={t('form.containerPort')}
              allowDecimal={false}
              hideControls
              {...form.getInputProps(`${path}.containerPort`)}
            />
            <NativeSelect
              w={90}
              label={t('form.protocol')}
              data={['TCP', 'UDP']}
              {...form.getInputProps(`${path}.protocol`)}
            />
            <ActionIcon
              mb={3}
              aria-label={t('form.removePort', { number: index + 1 })}
              onClick={() => form.removeListItem('portMappings', index)}
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
          onClick={() => form.insertListItem('portMappings', newPort())}
        >
          {t('form.addPort')}
        </Button>
      </Group>
    </Stack>
  )
}

/** Who can reach the service, and at which ports. */
export function AccessFields({ form }: { form: Form }) {
  const { t } = useTranslation('services')
  const { accessType } = form.values
  return (
    <Stack gap="sm">
      <Radio.Group label={t('form.accessType')} {...form.getInputProps('accessType')}>
        <Stack gap={6} mt={4}>
          {types.map((type) => (
            <Radio
              key={type}
              value={type}
              label={t(`access.${type}`)}
              description={t(`form.accessHelp.${type}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {accessType === 'SvcLBTypeInner' && (
        <TextInput
          label={t('form.subnet')}
          description={t('form.subnetHelp')}
          spellCheck={false}
          {...form.getInputProps('subnetId')}
        />
      )}
      {accessType !== 'None' && <Ports form={form} />}
    </Stack>
  )
}
