import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isTagName } from '../../../contract/formats/imageReference'
import { CallsPreview } from '../../../ui/call/CallPreview'
import { NumberField } from '../../../ui/forms/NumberField'
import type { NumberValue } from '../../../ui/forms/numberText'
import { type ListedService, serviceKey } from '../list/listedService'
import { useDetails } from '../useDetails'
import css from './batch.module.css'
import {
  actionOf,
  type BatchAction,
  type BatchParams,
  paramsOf,
  type SkippedService,
} from './batchActions'

interface Props {
  action: BatchAction
  services: readonly ListedService[]
  skipped: readonly SkippedService[]
  onClose: () => void
  onSubmit: (params: BatchParams) => void
}

const nameOf = ({ clusterName, namespace, serviceName }: ListedService) =>
  `${clusterName} / ${namespace} / ${serviceName}`

/** Shows the affected services and asks for the action's parameters. */
export function BatchForm({ action, services, skipped, onSubmit, onClose }: Props) {
  const { t } = useTranslation('serviceLife')
  const { t: common } = useTranslation()
  const { t: rules } = useTranslation('rules')
  const [replicas, setReplicas] = useState<NumberValue>(1)
  const [tag, setTag] = useState('')
  const [container, setContainer] = useState('')
  const [typed, setTyped] = useState('')
  const skippedId = useId()
  const count = services.length
  const isWhole = typeof replicas === 'number' && Number.isInteger(replicas) && replicas >= 0
  const params: BatchParams = { replicas: isWhole ? replicas : 0, tag, container }
  const detailed = useDetails(services, action === 'tag') ?? services
  const isReady =
    (action !== 'scale' || isWhole) &&
    (action !== 'tag' || isTagName(tag)) &&
    (action !== 'delete' || typed.trim() === String(count))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) onSubmit(params)
      }}
    >
      <Stack gap="md">
        <p>{t(`batch.text.${action}`)}</p>
        <ul className={css.chosen}>
          {services.map((service) => (
            <li key={serviceKey(service)}>{nameOf(service)}</li>
          ))}
        </ul>
        {skipped.length > 0 && (
          <div>
            <p id={skippedId}>{t('batch.skipped', { count: skipped.length })}</p>
            <ul className={css.skipped} aria-labelledby={skippedId}>
              {skipped.map(({ service, reason }) => (
                <li key={serviceKey(service)}>
                  {t('batch.skippedService', { name: nameOf(service), reason })}
                </li>
              ))}
            </ul>
          </div>
        )}
        {action === 'scale' && (
          <NumberField
            w={140}
            label={t('batch.replicas')}
            min={0}
            value={replicas}
            data-autofocus
            error={replicas !== '' && !isWhole && rules('replicas')}
            onChange={setReplicas}
          />
        )}
        {action === 'tag' && (
          <>
            <TextInput
              label={t('batch.tag')}
              value={tag}
              error={tag !== '' && !isTagName(tag) && rules('tagName')}
              spellCheck={false}
              autoComplete="off"
              data-autofocus
              onChange={(event) => setTag(event.currentTarget.value.trim())}
            />
            <TextInput
              label={t('batch.container')}
              description={t('batch.containerHelp')}
              value={container}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => setContainer(event.currentTarget.value.trim())}
            />
          </>
        )}
        {action === 'delete' && (
          <TextInput
            label={common('form.typeName', { name: count })}
            value={typed}
            autoComplete="off"
            data-autofocus
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        <CallsPreview
          action={actionOf(action)}
          calls={detailed.map((service) => paramsOf(action, service, params))}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" disabled={!isReady} color={action === 'delete' ? 'red' : 'accent'}>
            {t(`batch.action.${action}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
