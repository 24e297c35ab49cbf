import { Button, Group, Stack, TextInput } from '@mantine/core'
import { type SyntheticEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../../api/client/act'
import { useNamedInProduction } from '../../../api/session/production'
import { DeleteInstances } from '../../../contract/actions/services/instances'
import { CallPreview } from '../../../ui/call/CallPreview'
import { Dialog } from '../../../ui/feedback/Dialog'
import { ErrorText } from '../../../ui/feedback/ErrorText'
import css from '../batch/batch.module.css'
import type { Instance } from './instanceColumns'
import { RebuildResults, type Rebuilt } from './RebuildResults'

interface Props {
  clusterId: string
  instances: readonly Instance[]
  /** `isDone`: at least one was rebuilt, so the selection can be cleared. */
  onClose: (isDone: boolean) => void
}

const byNamespace = (instances: readonly Instance[]) =>
  [...new Set(instances.map(({ namespace }) => namespace))].map((namespace) => ({
    namespace,
    instances: instances
      .filter((instance) => instance.namespace === namespace)
      .map(({ name }) => name),
  }))

/**
 * Rebuilds instances by deleting them, so that their services start new ones; shows a result per
 * instance.
 */
export function RebuildDialog({ clusterId, instances, onClose }: Props) {
  const { t } = useTranslation('serviceLife')
  const { t: common } = useTranslation()
  const act = useAct(DeleteInstances)
  const [typed, setTyped] = useState('')
  const [rebuilt, setRebuilt] = useState<readonly Rebuilt[]>()
  const [error, setError] = useState<unknown>()
  // In production accounts the proxy demands the name, or the count of several.
  const nameToType = instances.length === 1 ? (instances[0]?.name ?? '') : String(instances.length)
  const { production } = useNamedInProduction(nameToType)
  const isProduction = production !== undefined
  const isNamed = !isProduction || typed.trim() === nameToType
  const close = () => onClose(rebuilt !== undefined)

  const rebuild = async (chosen: readonly Instance[]) => {
    setError(undefined)
    const results: Rebuilt[] = []
    try {
      for (const params of byNamespace(chosen)) {
        const [only] = params.instances
        const confirm =
          params.instances.length === 1 && only ? only : String(params.instances.length)
        const { successList, failedMap } = await act.run(
          { clusterId, ...params },
          isProduction ? { confirm } : {},
        )
        results.push(
          ...successList.map((name) => ({ name })),
          ...Object.entries(failedMap).map(([name, reason]) => ({ name, reason })),
        )
      }
    } catch (failure) {
      setError(failure)
    }
    const reported = new Set(results.map(({ name }) => name))
    const keptInstances = rebuilt?.filter(({ name }) => !reported.has(name)) ?? []
    if (results.length > 0) setRebuilt([...keptInstances, ...results])
  }

  const retry = () => {
    const failed = new Set(rebuilt?.filter(({ reason }) => reason).map(({ name }) => name))
    return rebuild(instances.filter(({ name }) => failed.has(name)))
  }

  return (
    <Dialog size="lg" onClose={close} title={t('rebuild.title', { count: instances.length })}>
      {rebuilt ? (
        <Stack gap="md">
          <RebuildResults rebuilt={rebuilt} />
          {error !== undefined && <ErrorText error={error} />}
          <Group justify="flex-end" gap="xs">
            {rebuilt.some(({ reason }) => reason) && (
              <Button variant="default" loading={act.isPending} onClick={() => void retry()}>
                {t('batch.retry', { count: rebuilt.filter(({ reason }) => reason).length })}
              </Button>
            )}
            <Button onClick={close}>{common('close')}</Button>
          </Group>
        </Stack>
      ) : (
        <Stack
          gap="md"
          component="form"
          onSubmit={(event: SyntheticEvent) => {
            event.preventDefault()
            if (isNamed) void rebuild(instances)
          }}
        >
          <p>{t('rebuild.text')}</p>
          <ul className={css.chosen}>
            {instances.map(({ name }) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
          {byNamespace(instances).map((params) => (
            <CallPreview
              key={params.namespace}
              action={DeleteInstances}
              params={{ clusterId, ...params }}
            />
          ))}
          {isProduction && (
            <>
              <p>{common('form.production', { account: production })}</p>
              <TextInput
                label={common('form.typeName', { name: nameToType })}
                value={typed}
                autoComplete="off"
                onChange={(event) => setTyped(event.currentTarget.value)}
              />
            </>
          )}
          {error !== undefined && <ErrorText error={error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close} data-autofocus>
              {common('cancel')}
            </Button>
            <Button type="submit" color="red" loading={act.isPending} disabled={!isNamed}>
              {t('rebuild.submit')}
            </Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  )
}
