import { ActionIcon, AppShell, Burger } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, Outlet, useLocation } from 'react-router'
import { useCloudLocation } from '../api/session/location'
import { useReauthentication } from '../api/session/reauthentication'
import { useSession } from '../api/session/session'
import { readStored, writeStored } from '../browser/storage'
import { withTexts } from '../i18n/i18n'
import { Boundary } from '../ui/feedback/Boundary'
import { ErrorState } from '../ui/feedback/ErrorState'
import { Notices } from '../ui/feedback/Notices'
import { LocationLink } from '../ui/page/LocationLink'
import { IconChevronLeft, IconChevronRight } from '../ui/theme/icons'
import { ManualCopy } from '../ui/value/ManualCopy'
import { useClockLead } from './clock/useClockLead'
import { LanguageSwitch } from './LanguageSwitch'
import css from './Layout.module.css'
import { LocationFlags, useLocationFlags } from './location/LocationFlags'
import { LocationSwitch } from './location/LocationSwitch'
import { UnknownLocation } from './location/UnknownLocation'
import { Navigation } from './Navigation'
import { SearchButton } from './SearchButton'
import { SessionGuard } from './signIn/SessionGuard'
import { ThemeSwitch } from './ThemeSwitch'
import { TaskBell } from './tasks/TaskBell'
import { Unavailable, useUnavailablePage } from './Unavailable'
import { UserMenu } from './user/UserMenu'

const ClockNotice = lazy(async () => ({
  default: (await import('./clock/ClockNotice')).ClockNotice,
}))

const Reauthentication = lazy(async () => ({
  default: (await withTexts(import('./signIn/Reauthentication'), 'signIn')).Reauthentication,
}))

const key = 'gantry-narrow'

function useNarrow() {
  const [isNarrow, setNarrow] = useState(readStored(key) === '1')
  const flip = () => {
    writeStored(key, isNarrow ? '0' : '1')
    setNarrow(!isNarrow)
  }
  return [isNarrow, flip] as const
}

/** The frame around every page: navigation, location switch and user menu. */
export function Layout() {
  const { t } = useTranslation('shell')
  const { session, error, retry } = useSession()
  const { isKnown } = useCloudLocation()
  const isUnconfirmed = useReauthentication() !== undefined
  const flags = useLocationFlags()
  const clockLead = useClockLead()
  const unavailable = useUnavailablePage()
  const location = useLocation()
  const [isOpened, setOpened] = useState(false)
  const [isNarrow, flip] = useNarrow()

  if (error) return <ErrorState title={t('noServer')} error={error} onRetry={retry} />
  if (session === undefined) return null
  if (session === null) {
    const from = `${location.pathname}${location.search}`
    return <Navigate to="/login" replace state={{ from }} />
  }
  const page = () => {
    if (!isKnown && (!isFree || !hasLocation)) return <UnknownLocation />
    return unavailable === undefined ? <Outlet /> : <Unavailable reason={unavailable} />
  }
  const isOfAllLocations = /^\/(overview|search)/.test(location.pathname)
  const isFree = isOfAllLocations || /^\/(settings|audit|tasks)/.test(location.pathname)
  const hasLocation =
    !isOfAllLocations || session.accounts.some(({ regions }) => regions.length > 0)
  return (
    <AppShell
      // On narrow screens, the account's warnings have their own line.
      header={{ height: { base: flags.length > 0 ? 70 : 48, sm: 48 } }}
      navbar={{ width: isNarrow ? 52 : 188, breakpoint: 'sm', collapsed: { mobile: !isOpened } }}
      padding="md"
      transitionDuration={100}
    >
      <a href="#content" className={css.skip}>
        {t('skip')}
      </a>
      <AppShell.Header
        className={css.header}
        data-production={flags.includes('production') || undefined}
      >
        <Burger
          hiddenFrom="sm"
          size="sm"
          opened={isOpened}
          onClick={() => setOpened(!isOpened)}
          aria-label={t(isOpened ? 'closeNavigation' : 'openNavigation')}
        />
        <LocationLink to="/overview" className={css.brand}>
          Gantry
        </LocationLink>
        <LocationSwitch />
        <LocationFlags flags={flags} />
        <div className={css.right}>
          <SearchButton />
          <TaskBell />
          <span className={css.onWide}>
            <LanguageSwitch />
          </span>
          <ThemeSwitch />
          <UserMenu />
        </div>
      </AppShell.Header>
      <AppShell.Navbar className={css.navbar}>
        <Navigation isNarrow={isNarrow} onGo={() => setOpened(false)} />
        <ActionIcon
          className={css.flip}
          visibleFrom="sm"
          aria-label={t(isNarrow ? 'expand' : 'collapse')}
          title={t(isNarrow ? 'expand' : 'collapse')}
          onClick={flip}
        >
          {isNarrow ? <IconChevronRight size={16} /> : <IconChevronLeft size={16} />}
        </ActionIcon>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={css.main}>
        {clockLead !== undefined && (
          <Suspense>
            <ClockNotice lead={clockLead} />
          </Suspense>
        )}
        <Boundary>{page()}</Boundary>
      </AppShell.Main>
      <Notices />
      <ManualCopy />
      <SessionGuard />
      {isUnconfirmed && (
        <Suspense>
          <Reauthentication />
        </Suspense>
      )}
    </AppShell>
  )
}
