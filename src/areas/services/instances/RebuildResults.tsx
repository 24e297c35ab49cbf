import { useTranslation } from 'react-i18next'
import { StatusChip } from '../../../ui/value/StatusChip'
import css from '../batch/batch.module.css'

export interface Rebuilt {
  name: string
  /** Why the instance was not deleted; undefined on success. */
  reason?: string
}

/** A row per instance: failures first, with the API's reason. */
export function RebuildResults({ rebuilt }: { rebuilt: readonly Rebuilt[] }) {
  const { t } = useTranslation('serviceLife')
  const failed = rebuilt.filter(({ reason }) => reason)
  const done = rebuilt.filter(({ reason }) => !reason)
  return (
    <>
      <p role="status">
        {t('batch.summary', { done: done.length, count: rebuilt.length, failed: failed.length })}
      </p>
      <table className={css.results} aria-label={t('batch.results')}>
        <tbody>
          {[...failed, ...done].map(({ name, reason }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                <StatusChip
                  health={reason ? 'failing' : 'well'}
                  word={t(reason ? 'batch.state.failed' : 'batch.state.done')}
                />
                {reason && <p className={css.reason}>{reason}</p>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
