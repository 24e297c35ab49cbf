import { Button, Group, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ResponseOf } from '../../../contract/action'
import type { AddClusterInstancesFromExistedCvm } from '../../../contract/actions/clusters/clusters'
import { Mono } from '../../../ui/value/Mono'
import { StatusChip } from '../../../ui/value/StatusChip'
import css from './fields/ExistingPicker.module.css'
import { useMachineReason } from './useMachineReason'

export type Result = ResponseOf<typeof AddClusterInstancesFromExistedCvm>

interface Props {
  result: Result
  /** Selects the failed machines for a retry. */
  onRetry: () => void
  onLeave: () => void
}

/** A result per machine: failures first, with reasons. */
export function ExistingResult({ result, onRetry, onLeave }: Props) {
  const { t } = useTranslation('clusterActions')
  const reasonOf = useMachineReason()
  const { succInstanceIds, faliInstanceIds } = result
  return (
    <Stack gap="sm" role="status">
      {faliInstanceIds.length > 0 && (
        <div>
          <StatusChip
            health="failing"
            word={t('addExisting.failed', { count: faliInstanceIds.length })}
          />
          <ul className={css.ids}>
            {faliInstanceIds.map(({ instanceId, message }) => (
              <li key={instanceId}>
                <Mono>{instanceId}</Mono>: {reasonOf(message)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {succInstanceIds.length > 0 && (
        <div>
          <StatusChip
            health="well"
            word={t('addExisting.succeeded', { count: succInstanceIds.length })}
          />
          <ul className={css.ids}>
            {succInstanceIds.map((id) => (
              <li key={id}>
                <Mono>{id}</Mono>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Group gap="xs">
        {faliInstanceIds.length > 0 && <Button onClick={onRetry}>{t('addExisting.retry')}</Button>}
        <Button variant="default" onClick={onLeave}>
          {t('addExisting.toNodes')}
        </Button>
      </Group>
    </Stack>
  )
}
