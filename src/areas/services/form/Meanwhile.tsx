import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Changes } from '../change/Changes'
import css from '../change/change.module.css'
import type { Place } from '../serviceState'
import type { Change } from '../spec/difference'

interface Props {
  isGone: boolean
  /** What the cloud told otherwise than this console had sent, when the form was opened. */
  drift: readonly Change[]
  /** What has changed since. */
  changes: readonly Change[]
  place: Place
  /** Goes on with what was entered, as a new service. */
  onAnew: () => void
}

/** What has become of the service outside of this form. */
export function Meanwhile({ isGone, drift, changes, place, onAnew }: Props) {
  const { t } = useTranslation('spec')
  if (isGone) {
    return (
      <div className={css.notice} role="alert">
        <h3>{t('meanwhile.gone', { name: place.serviceName })}</h3>
        <p>{t('meanwhile.goneText')}</p>
        <Button variant="default" onClick={onAnew}>
          {t('meanwhile.anew')}
        </Button>
      </div>
    )
  }
  return (
    <>
      {drift.length > 0 && (
        <section className={css.notice} aria-label={t('meanwhile.drift')}>
          <h3>{t('meanwhile.drift')}</h3>
          <p>{t('meanwhile.driftText')}</p>
          <Changes changes={drift} label={t('meanwhile.drift')} />
        </section>
      )}
      {changes.length > 0 && (
        <div className={css.notice} role="status">
          <h3>{t('meanwhile.changed')}</h3>
          <p>{t('meanwhile.changedText')}</p>
          <Changes changes={changes} label={t('meanwhile.changed')} />
        </div>
      )}
    </>
  )
}
