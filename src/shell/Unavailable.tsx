import { type ComponentType, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { reasonForAll, unavailableError, useUnavailable } from '../api/session/available'
import type { ActionName } from '../contract/index'
import type { UnavailableReason } from '../contract/rules/unavailable'
import { ErrorState } from '../ui/feedback/ErrorState'
import { PageTitle } from '../ui/page/PageTitle'
import { entryOf } from './menu'

/** Why the account answers none of the actions of the page at this address; undefined: it answers some. */
export function useUnavailablePage(): UnavailableReason | undefined {
  const reasonOf = useUnavailable()
  const { pathname } = useLocation()
  const actions = useMemo(() => entryOf(pathname)?.actions ?? [], [pathname])
  return actions.length === 0 ? undefined : reasonForAll(actions, reasonOf)
}

/** Stands in place of a page that the account does not answer; `isTab` where the heading is above it. */
export function Unavailable({ reason, isTab }: { reason: UnavailableReason; isTab?: boolean }) {
  const { t } = useTranslation('shell')
  const { t: unavailable } = useTranslation('unavailable')
  const { pathname } = useLocation()
  const entry = entryOf(pathname)
  return (
    <>
      {!isTab && <PageTitle title={entry ? t(`menu.${entry.label}`) : unavailable('title')} />}
      <ErrorState title={unavailable('title')} error={unavailableError(reason)} />
    </>
  )
}

/** A page that is about one action, e.g. a form; where the account does not answer it, the reason. */
export function whenAvailable(
  action: ActionName,
  Page: ComponentType,
  { isTab = false } = {},
): ComponentType {
  return function AvailablePage() {
    const reason = useUnavailable()(action)
    return reason === undefined ? <Page /> : <Unavailable reason={reason} isTab={isTab} />
  }
}
