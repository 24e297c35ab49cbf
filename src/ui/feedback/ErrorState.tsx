import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/client/error'
import { EmptyState } from './EmptyState'
import { ErrorText } from './ErrorText'

interface Props {
  title: string
  error: unknown
  thing?: string
  onRetry?: (() => unknown) | undefined
}

/**
 * Shown when a page or list cannot be read: the error and a retry button. An unsupported action has
 * no retry button.
 */
export function ErrorState({ title, error, thing, onRetry }: Props) {
  const { t } = useTranslation()
  const { t: unavailable } = useTranslation('unavailable')
  const isUnavailable = error instanceof ApiError && error.reason !== undefined
  return (
    <EmptyState
      title={isUnavailable ? unavailable('title') : title}
      text={<ErrorText error={error} {...(thing !== undefined && { thing })} />}
      action={
        onRetry &&
        !isUnavailable && (
          <Button variant="default" onClick={() => onRetry()}>
            {t('retry')}
          </Button>
        )
      }
    />
  )
}
