import { useCallback, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { notify } from '../../../api/console/notices'
import { servicePath } from '../../../api/session/paths'
import { useLocationNavigate } from '../../../ui/page/useLocationNavigate'
import type { ServiceRef } from '../serviceState'
import type { Spec } from '../spec/spec'

/** What undo restores: the changed setting with its previous value. */
export type Undo = { serviceRef: ServiceRef } & (
  | { kind: 'replicas'; replicas: number }
  | { kind: 'image'; containers: { containerName: string; image: string }[] }
  | { kind: 'description'; description: string }
  | { kind: 'configuration'; spec: Spec }
)

let requestedUndo: Undo | undefined
const watchers = new Set<() => void>()

function setRequested(next: Undo | undefined) {
  requestedUndo = next
  for (const watcher of watchers) watcher()
}

function watch(watcher: () => void) {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** A pending undo request, picked up by the service's page. */
export function useRequestedUndo({
  clusterId,
  namespace,
  serviceName,
}: ServiceRef): Undo | undefined {
  const undo = useSyncExternalStore(watch, () => requestedUndo)
  if (!undo) return undefined
  const { serviceRef } = undo
  const isHere =
    serviceRef.clusterId === clusterId &&
    serviceRef.namespace === namespace &&
    serviceRef.serviceName === serviceName
  return isHere ? undo : undefined
}

export const forgetUndo = (): void => setRequested(undefined)

/** Notifies of a change and offers to undo it; undo shows its own diff first. */
export function useOfferUndo(): (text: string, undo: Undo) => void {
  const { t } = useTranslation('serviceLife')
  const navigate = useLocationNavigate()
  return useCallback(
    (text, undo) =>
      notify('success', text, {
        label: t('undo.action'),
        run: () => {
          setRequested(undo)
          navigate(servicePath(undo.serviceRef))
        },
      }),
    [t, navigate],
  )
}
