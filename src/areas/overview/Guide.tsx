import { ActionIcon } from '@mantine/core'
import { useState } from 'react'
import { Trans, useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { withLocation } from '../../api/session/location'
import { useSession } from '../../api/session/session'
import { readStored, writeStored } from '../../browser/storage'
import { LocationLink } from '../../ui/page/LocationLink'
import { IconX } from '../../ui/theme/icons'
import css from './OverviewPage.module.css'

const key = 'gantry-guide'

/** Steps to try, each with the page on which it begins. */
const steps = [
  { name: 'break', path: '/services', label: 'services' },
  { name: 'push', path: '/registry', label: 'registry' },
  { name: 'find', path: '/search', label: 'search' },
] as const

/** What to try in the first account that the simulation answers. */
function Steps() {
  const { t } = useTranslation('overview')
  const { session } = useSession()
  const account = session?.accounts.find(({ backend }) => backend === 'simulation')
  const [region] = account?.regions ?? []
  if (!account || region === undefined) return null
  const target = { account: account.name, region }
  return (
    <>
      <h3>{t('guide.simulation')}</h3>
      <ul>
        {steps.map(({ name, path, label }) => (
          <li key={name}>
            <Trans
              t={t}
              i18nKey={`guide.try.${name}`}
              components={{ code: <code />, kbd: <kbd /> }}
            />{' '}
            <Link to={withLocation(path, target)}>{t(`guide.${label}`)}</Link>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Explains accounts on a first visit, until the user hides it in this browser. */
export function Guide() {
  const { t } = useTranslation('overview')
  const [isHidden, setHidden] = useState(readStored(key) === 'hidden')
  if (isHidden) return null
  const hide = () => {
    writeStored(key, 'hidden')
    setHidden(true)
  }
  return (
    <section className={css.guide} aria-labelledby="guide">
      <h2 id="guide">{t('guide.title')}</h2>
      <ActionIcon
        className={css.dismiss}
        aria-label={t('guide.dismiss')}
        title={t('guide.dismiss')}
        onClick={hide}
      >
        <IconX size={16} />
      </ActionIcon>
      <p>{t('guide.account')}</p>
      <p>
        <Trans t={t} i18nKey="guide.connect" components={{ code: <code /> }} />{' '}
        <LocationLink to="/settings/accounts">{t('guide.accounts')}</LocationLink>
      </p>
      <Steps />
    </section>
  )
}
