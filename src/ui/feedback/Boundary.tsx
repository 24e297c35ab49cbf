import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { EmptyState } from './EmptyState'

const isMissingChunk = (error: unknown) =>
  error instanceof Error && /dynamically imported module|module script failed/i.test(error.message)

/**
 * Shown in place of a page whose code failed: a newer version must be loaded, or the error
 * reported.
 */
export function BrokenPage({ error }: { error: unknown }) {
  const { t } = useTranslation(['shell', 'common'])
  const isOld = isMissingChunk(error)
  return (
    <div role="alert">
      <EmptyState
        title={isOld ? t('broken.newVersion') : t('broken.title')}
        text={
          <>
            <p>{isOld ? t('broken.newVersionText') : t('broken.text')}</p>
            {!isOld && error instanceof Error && <code>{error.message}</code>}
          </>
        }
        action={<Button onClick={() => window.location.reload()}>{t('common:reload')}</Button>}
      />
    </div>
  )
}

class ErrorCatcher extends Component<{ children: ReactNode }, { error?: unknown }> {
  override state: { error?: unknown } = {}

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    return 'error' in this.state ? <BrokenPage error={this.state.error} /> : this.props.children
  }
}

/** Error boundary of a page: the frame remains, and navigating elsewhere resets it. */
export function Boundary({ children }: { children: ReactNode }) {
  const { pathname } = useLocation()
  return <ErrorCatcher key={pathname}>{children}</ErrorCatcher>
}
