import { Button, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useScope } from '../../../api/scope'
import { useSession } from '../../../api/session'
import type { Listed } from '../serviceColumns'
import { BatchResults } from './BatchResults'
import css from './batch.module.css'
import { type BatchDeed, useDeeds, type Wish } from './deeds'
import { useBatch } from './useBatch'

interface Props {
  deed: BatchDeed
  services: readonly Listed[]
  onClose: () => void
}

export const listedKey = ({ region, clusterId, namespace, serviceName }: Listed): string =>
  [region, clusterId, namespace, serviceName].join('/')

interface FormProps extends Props {
  onSubmit: (wish: Wish) => void
}

/** What will be done to which, and what has to be known for it. */
function BatchForm({ deed, services, onSubmit, onClose }: FormProps) {
  const { t } = useTranslation('serviceLife')
  const { t: common } = useTranslation()
  const [replicas, setReplicas] = useState<number | ''>(1)
  const [tag, setTag] = useState('')
  const [container, setContainer] = useState('')
  const [typed, setTyped] = useState('')
  const count = services.length
  const isReady =
    (deed !== 'scale' || replicas !== '') &&
    (deed !== 'tag' || tag !== '') &&
    (deed !== 'delete' || typed.trim() === String(count))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) onSubmit({ replicas: Number(replicas), tag, container })
      }}
    >
      <Stack gap="md">
        <p>{t(`batch.text.${deed}`)}</p>
        <ul className={css.chosen}>
          {services.map((one) => (
            <li
              key={listedKey(one)}
            >{`${one.clusterName} / ${one.namespace} / ${one.serviceName}`}</li>
          ))}
        </ul>
        {deed === 'scale' && (
          <NumberInput
            w={140}
            label={t('batch.replicas')}
            min={0}
            allowDecimal={false}
            value={replicas}
            data-autofocus
            onChange={(value) => setReplicas(typeof value === 'number' ? value : '')}
          />
        )}
        {deed === 'tag' && (
          <>
            <TextInput
              label={t('batch.tag')}
              value={tag}
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
        {deed === 'delete' && (
          <TextInput
            label={common('form.typeName', { name: count })}
            value={typed}
            autoComplete="off"
            data-autofocus
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" disabled={!isReady} color={deed === 'delete' ? 'red' : 'accent'}>
            {t(`batch.deed.${deed}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** One deed for many services at once: asked first, then a result for each, and the failed once more. */
export function BatchDialog(props: Props) {
  const { deed, services, onClose } = props
  const { t } = useTranslation('serviceLife')
  const { t: common } = useTranslation()
  const { session } = useSession()
  const { account } = useScope()
  const isProduction = session?.accounts.find(({ name }) => name === account)?.production === true
  const run = useDeeds(isProduction, {
    which: t('batch.whichContainer'),
    noSuch: t('batch.noSuchContainer'),
  })
  const batch = useBatch()
  const isStarted = batch.results.length > 0
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      closeOnClickOutside={!batch.isRunning}
      closeOnEscape={!batch.isRunning}
      withCloseButton={!batch.isRunning}
      title={t(`batch.title.${deed}`, { count: services.length })}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      {isStarted ? (
        <BatchResults batch={batch} onClose={onClose} />
      ) : (
        <BatchForm
          {...props}
          onSubmit={(wished) => {
            const byKey = new Map(services.map((one) => [listedKey(one), one]))
            void batch.start(
              services.map((one) => ({
                key: listedKey(one),
                label: `${one.namespace}/${one.serviceName}`,
              })),
              async (key) => {
                const service = byKey.get(key)
                if (service) await run(deed, service, wished)
              },
            )
          }}
        />
      )}
    </Modal>
  )
}
