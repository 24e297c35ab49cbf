import { Button, Group, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDescribeError } from '../../../ui/feedback/describeError'
import { type Health, StatusChip } from '../../../ui/value/StatusChip'
import css from './batch.module.css'
import type { Batch, Result } from './useBatch'

const healths: Readonly<Record<Result['state'], Health>> = {
  waiting: 'waiting',
  running: 'working',
  done: 'well',
  failed: 'failing',
}

const order: readonly Result['state'][] = ['failed', 'running', 'waiting', 'done']

/** Results per service: a summary, failures first with their reasons, and a retry button. */
export function BatchResults({ batch, onClose }: { batch: Batch; onClose: () => void }) {
  const { t } = useTranslation('serviceLife')
  const { t: common } = useTranslation()
  const explain = useDescribeError()
  const { results, isRunning } = batch
  const count = (state: Result['state']) =>
    results.filter((result) => result.state === state).length
  const sorted = results.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  const reasonOf = ({ error }: Result) => {
    if (error === undefined) return undefined
    const { what, next, small } = explain(error)
    return [what, next, small].filter(Boolean).join(' ')
  }
  return (
    <Stack gap="md">
      <p role="status">
        {t('batch.summary', {
          done: count('done'),
          count: results.length,
          failed: count('failed'),
        })}
      </p>
      <table className={css.results} aria-label={t('batch.results')}>
        <tbody>
          {sorted.map((result) => (
            <tr key={result.key}>
              <th scope="row">{result.label}</th>
              <td>
                <StatusChip
                  health={healths[result.state]}
                  word={t(`batch.state.${result.state}`)}
                />
                {result.error !== undefined && <p className={css.reason}>{reasonOf(result)}</p>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Group justify="flex-end" gap="xs">
        {count('failed') > 0 && !isRunning && (
          <Button variant="default" onClick={() => void batch.retry()}>
            {t('batch.retry', { count: count('failed') })}
          </Button>
        )}
        <Button loading={isRunning} onClick={onClose}>
          {common('close')}
        </Button>
      </Group>
    </Stack>
  )
}
