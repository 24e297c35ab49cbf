import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useLayoutEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useSessionEnded } from '../../api/session/presence'
import { sessionQuery } from '../../api/session/session'
import { useSessionWatch } from '../../api/session/sessionWatch'
import { concealPage } from '../../browser/concealPage'
import { withTexts } from '../../i18n/i18n'
import { Boundary } from '../../ui/feedback/Boundary'

// Loaded on demand: rarely shown, and its dialog is large.
const SessionOver = lazy(async () => ({
  default: (await withTexts(import('./SessionOver'), 'signIn')).SessionOver,
}))

/** Removes the page's data from the document; the state of open forms stays in memory. */
function Concealed() {
  const client = useQueryClient()
  const [host] = useState(() => document.createElement('div'))
  useLayoutEffect(() => {
    client.removeQueries({
      type: 'inactive',
      predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0],
    })
    return concealPage(host)
  }, [client, host])
  return createPortal(
    <Boundary>
      <Suspense>
        <SessionOver />
      </Suspense>
    </Boundary>,
    host,
  )
}

/** Conceals the page while its user is not signed in, or another user is. */
export function SessionGuard() {
  useSessionWatch()
  return useSessionEnded() ? <Concealed /> : null
}
