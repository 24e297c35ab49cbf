import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { EmptyState } from './EmptyState'
import { ErrorText } from './ErrorText'

interface Props {
  title: string
  error: unknown
  thing?: string
  onRetry?: (() => unknown) | undefined
}

/** Shown when a page or list cannot be read: the error and a retry button. */
export function ErrorState({ title, error, thing, onRetry }: Props) {
  const { t } = useTranslation()
  return (
    <EmptyState
      title={title}
      text={<ErrorText error={error} {...(thing !== undefined && { thing })} />}
      action={
        onRetry && (
          <Button variant="default" onClick={() => onRetry()}>
            {t('retry')}
          </Button>
        )
      }
    />
  )
}
