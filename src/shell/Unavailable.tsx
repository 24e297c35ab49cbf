import { type ComponentType, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { reasonForAll, unavailableError, useUnavailable } from '../api/session/available'
import type { ActionName } from '../contract/index'
import type { UnavailableReason } from '../contract/rules/unavailable'
import { ErrorState } from '../ui/feedback/ErrorState'
import { PageTitle } from '../ui/page/PageTitle'
import { entryOf } from './menu'

/** Why the account supports none of the current page's actions; undefined if it supports any. */
export function useUnavailablePage(): UnavailableReason | undefined {
  const reasonOf = useUnavailable()
  const { pathname } = useLocation()
  const actions = useMemo(() => entryOf(pathname)?.actions ?? [], [pathname])
  return actions.length === 0 ? undefined : reasonForAll(actions, reasonOf)
}

/** Shown in place of a page that the account does not support; `isTab` omits the heading. */
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

/**
 * Wraps a page for a single action, e.g. a form: shows the reason if the account does not support
 * it.
 */
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
