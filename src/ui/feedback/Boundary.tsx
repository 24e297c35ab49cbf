import { Button } from '@mantine/core'
import { Component, type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { chunkState, isChunkError } from '../../api/client/chunk'
import { EmptyState } from './EmptyState'

/** Milliseconds between attempts while the server can't be reached. */
const retryInterval = 5_000

const reload = () => window.location.reload()

/**
 * Shown in place of a page whose code could not be loaded. Drafts are stored on the server, so a
 * reload keeps them.
 */
function MissingChunk({ error, onReload }: { error: unknown; onReload: () => void }) {
  const { t } = useTranslation(['shell', 'common'])
  const [isMissing, setMissing] = useState<boolean>()
  useEffect(() => {
    let isLeft = false
    const check = async () => {
      const state = await chunkState(error)
      if (isLeft) return
      // The browser may cache the failed import, so only a reload repeats it.
      if (state === 'again') onReload()
      else if (state === 'missing') setMissing(true)
      else setMissing((before) => before ?? false)
    }
    void check()
    const timer = window.setInterval(() => void check(), retryInterval)
    const retry = () => void check()
    window.addEventListener('online', retry)
    return () => {
      isLeft = true
      window.clearInterval(timer)
      window.removeEventListener('online', retry)
    }
  }, [error, onReload])
  if (isMissing === undefined) return null
  return (
    <EmptyState
      title={t(isMissing ? 'broken.newVersion' : 'broken.offline')}
      text={<p>{t(isMissing ? 'broken.newVersionText' : 'broken.offlineText')}</p>}
      action={<Button onClick={onReload}>{t('common:reload')}</Button>}
    />
  )
}

/**
 * Shown in place of a failed page: a newer version must be loaded, the server can't be reached, or
 * the error is reported.
 */
export function BrokenPage({
  error,
  onReload = reload,
}: {
  error: unknown
  onReload?: () => void
}) {
  const { t } = useTranslation(['shell', 'common'])
  return (
    <div role="alert">
      {isChunkError(error) ? (
        <MissingChunk error={error} onReload={onReload} />
      ) : (
        <EmptyState
          title={t('broken.title')}
          text={
            <>
              <p>{t('broken.text')}</p>
              {error instanceof Error && <code>{error.message}</code>}
            </>
          }
          action={<Button onClick={onReload}>{t('common:reload')}</Button>}
        />
      )}
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

/**
 * Error boundary of a page: the frame remains, and navigating to another page resets the boundary.
 */
export function Boundary({ children }: { children: ReactNode }) {
  const { pathname } = useLocation()
  return <ErrorCatcher key={pathname}>{children}</ErrorCatcher>
}
