import { useEffect, useRef, useState } from 'react'
import type { PageAction } from '../../../ui/page/PageHeader'
import { useNow } from '../../../ui/value/useNow'
import { isRollingOut, type Service, type ServiceRef } from '../serviceState'
import type { Ended } from './ended'
import { RolloutSummary } from './RolloutSummary'
import { RolloutView } from './RolloutView'

interface Props {
  serviceRef: ServiceRef
  service: Service
  actions: readonly PageAction[]
}

/** A running rollout, and its summary once it ends while the page is open. */
export function Rollout({ serviceRef, service, actions }: Props) {
  const now = useNow()
  const isOn = isRollingOut(service)
  const began = useRef<number>(undefined)
  const [ended, setEnded] = useState<Ended>()
  const { status } = service
  useEffect(() => {
    if (isOn) {
      began.current ??= now
      setEnded(undefined)
    } else if (began.current !== undefined) {
      setEnded({ began: began.current, ended: now, status })
      began.current = undefined
    }
  }, [isOn, status, now])
  if (isOn) return <RolloutView serviceRef={serviceRef} service={service} actions={actions} />
  return ended ? (
    <RolloutSummary serviceRef={serviceRef} ended={ended} onClose={() => setEnded(undefined)} />
  ) : null
}
