import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/client/error'
import { LocationLink } from '../page/LocationLink'
import { IconWarning } from '../theme/icons'
import { useDescribeError } from './describeError'
import css from './ErrorText.module.css'

interface Props {
  error: unknown
  /** Name of the affected resource. */
  thing?: string
}

/**
 * An inline error: the failure, the resource and the next step; code, message and request ID in
 * small type.
 */
export function ErrorText({ error, thing }: Props) {
  const { t } = useTranslation()
  const explain = useDescribeError()
  const { what, next, small } = explain(error, thing)
  return (
    <div className={css.root} role="alert">
      <IconWarning size={16} className={css.icon} aria-hidden />
      <div>
        <p>
          <strong>{what}</strong> {next}
        </p>
        {error instanceof ApiError && error.isOutcomeUnknown && (
          <p>
            <LocationLink to="/tasks">{t('seeTasks')}</LocationLink>
          </p>
        )}
        {small && <p className={css.small}>{small}</p>}
      </div>
    </div>
  )
}
