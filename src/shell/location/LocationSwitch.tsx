import { NativeSelect } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { rememberLocation, useCloudLocation, withLocation } from '../../api/session/location'
import { useSession } from '../../api/session/session'
import { useRegionName } from '../../i18n/useRegionName'
import css from '../Layout.module.css'

/**
 * Switches the page's account and region. Resources differ per location, so switching leads from a
 * detail page to its list.
 */
export function LocationSwitch() {
  const { t } = useTranslation('shell')
  const nameOf = useRegionName()
  const { session } = useSession()
  const location = useCloudLocation()
  const navigate = useNavigate()
  const { account, region, isKnown } = location
  useEffect(() => {
    if (isKnown) rememberLocation({ account, region })
  }, [account, region, isKnown])

  const accounts = session?.accounts ?? []
  const regions = accounts.find((candidate) => candidate.name === account)?.regions ?? []
  const go = (target: { account: string; region: string }) => {
    const currentPath = window.location.pathname
    const list = currentPath.startsWith('/services')
      ? '/services'
      : currentPath.startsWith('/settings')
        ? currentPath
        : '/clusters'
    navigate(withLocation(list, target))
  }
  return (
    <div className={css.location}>
      <NativeSelect
        size="xs"
        aria-label={t('account')}
        value={account}
        data={accounts.map((item) => item.name)}
        onChange={(event) => {
          const next = event.currentTarget.value
          const offered = accounts.find((candidate) => candidate.name === next)?.regions ?? []
          go({ account: next, region: offered.includes(region) ? region : (offered[0] ?? '') })
        }}
      />
      <NativeSelect
        size="xs"
        aria-label={t('region')}
        value={region}
        data={regions.map((value) => ({ value, label: nameOf(value) }))}
        onChange={(event) => go({ account, region: event.currentTarget.value })}
      />
    </div>
  )
}
