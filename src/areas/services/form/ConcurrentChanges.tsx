import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Changes } from '../change/Changes'
import css from '../change/change.module.css'
import type { ServiceRef } from '../serviceState'
import type { Change } from '../spec/difference'

interface Props {
  isDeleted: boolean
  /**
   * Differences that existed when the form was opened: between the API's response and the settings
   * last sent by this console.
   */
  drift: readonly Change[]
  /** Changes since the form was opened. */
  changes: readonly Change[]
  serviceRef: ServiceRef
  /** Continues with the entered values as a new service. */
  onRecreate: () => void
}

/** Shows how the service changed outside this form. */
export function ConcurrentChanges({ isDeleted, drift, changes, serviceRef, onRecreate }: Props) {
  const { t } = useTranslation('spec')
  if (isDeleted) {
    return (
      <div className={css.notice} role="alert">
        <h3>{t('concurrent.deleted', { name: serviceRef.serviceName })}</h3>
        <p>{t('concurrent.deletedText')}</p>
        <Button variant="default" onClick={onRecreate}>
          {t('concurrent.recreate')}
        </Button>
      </div>
    )
  }
  return (
    <>
      {drift.length > 0 && (
        <section className={css.notice} aria-label={t('concurrent.drift')}>
          <h3>{t('concurrent.drift')}</h3>
          <p>{t('concurrent.driftText')}</p>
          <Changes changes={drift} label={t('concurrent.drift')} />
        </section>
      )}
      {changes.length > 0 && (
        <div className={css.notice} role="status">
          <h3>{t('concurrent.changed')}</h3>
          <p>{t('concurrent.changedText')}</p>
          <Changes changes={changes} label={t('concurrent.changed')} />
        </div>
      )}
    </>
  )
}
